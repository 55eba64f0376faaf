package dev.midstream.evaluation.classes;

import dev.midstream.evaluation.classes.ClassMapping.Kept;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The classes of a data set, as some models know them.
 *
 * <p>They are matched by name. Where either side only numbers its classes, a label is the index of
 * the model's class; where the data set does, of the {@linkplain KnownClasses#leading leading}
 * model's.
 *
 * @param dataset its name, for messages
 * @param names of its classes, by label
 * @param aliases names of classes in the models by those in the data set, where they differ
 * @param leading the classes of the leading model
 * @param kept which of a model's classes count where the data set has only some of them
 */
public record DatasetClasses(
        String dataset,
        List<String> names,
        Map<String, String> aliases,
        KnownClasses leading,
        Kept kept) {

    public DatasetClasses {
        names = List.copyOf(names);
        aliases = Map.copyOf(aliases);
    }

    /** The classes of a data set, of which all models know the names that it gives. */
    public static DatasetClasses of(String dataset, List<String> names, List<String> leading) {
        return new DatasetClasses(dataset, names, Map.of(), new KnownClasses(leading), Kept.MAPPED);
    }

    /**
     * By label, the index of its class in a model, or {@link ClassMapping#NO_CLASS}.
     *
     * @param model the names of the model's classes
     */
    public List<Integer> indexes(List<String> model) {
        KnownClasses known = new KnownClasses(model);
        List<Integer> indexes = new ArrayList<>();
        for (int label = 0; label < names.size(); label++) {
            int named = known.named(label, names.get(label), aliases);
            int inLeading = index(leading, label);
            if (named != ClassMapping.NO_CLASS) {
                indexes.add(named);
            } else if (inLeading == ClassMapping.NO_CLASS) {
                indexes.add(index(known, label));
            } else {
                indexes.add(known.index(inLeading, leading.names().get(inLeading), Map.of()));
            }
        }
        return indexes;
    }

    private int index(KnownClasses model, int label) {
        String name = names.get(label);
        // Of a data set that lacks classes, a label is no position in a model that has them all.
        boolean shifted = !KnownClasses.areNumbers(names) && model.size() != names.size();
        return shifted && model.isByPosition(label, aliases.getOrDefault(name, name))
                ? ClassMapping.NO_CLASS
                : model.index(label, name, aliases);
    }

    /** How a model judges labels of the data set. */
    public ClassMapping mapping(List<String> model) {
        // The labels that are present say how many classes there are at least, not which.
        Kept counted = KnownClasses.areNumbers(names) ? Kept.ALL : kept;
        List<Integer> indexes = indexes(model);
        return ClassMapping.of(model.size(), indexes, isByPosition(model) ? Kept.ALL : counted);
    }

    /**
     * The names of classes that a model lacks.
     *
     * @param labels those that images have
     */
    public List<String> missing(ClassMapping mapping, List<Integer> labels) {
        return labels.stream()
                .filter(label -> mapping.position(label) == ClassMapping.NO_CLASS)
                .map(names::get)
                .toList();
    }

    /** What must be said of a model's figures, a sentence each; often nothing. */
    public List<String> remarks(String modelId, List<String> model) {
        ClassMapping mapping = mapping(model);
        List<String> remarks = new ArrayList<>();
        if (isByPosition(model)) {
            remarks.add(
                    "%s: labels of %s are indexes of classes, because %s has numbers for names."
                            .formatted(
                                    modelId,
                                    dataset,
                                    KnownClasses.areNumbers(names) ? "the data set" : "the model"));
        }
        if (!mapping.keepsAll()) {
            remarks.add(
                    "%s: answers are those among the %d of its %d classes that %s has (--all-classes keeps all)."
                            .formatted(modelId, mapping.size(), model.size(), dataset));
        }
        return remarks;
    }

    private boolean isByPosition(List<String> model) {
        return KnownClasses.areNumbers(names) != KnownClasses.areNumbers(model)
                && indexes(model).stream().anyMatch(index -> index != ClassMapping.NO_CLASS)
                && names.stream()
                        .noneMatch(name -> model.contains(aliases.getOrDefault(name, name)));
    }

    /** The first few names and how many more there are. */
    public static String shown(List<String> classes) {
        return LabelClasses.shown(classes);
    }
}
