package dev.midstream.evaluation.classes;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The classes that the labels of a stream are of: those of its {@linkplain KnownClasses#leading
 * leading} model, or some of them. Every other model has the same classes, perhaps in another
 * order.
 */
public final class LabelClasses implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final int SHOWN = 5;

    private final KnownClasses classes;
    private final ClassChoice choice;
    // By label index of the data set, which is the model's where the user names no classes.
    private final ArrayList<Integer> byIndex;
    private final boolean[] counted;

    /**
     * @param names of the leading model's classes
     * @throws IllegalArgumentException if the user names classes that the model lacks, with a
     *     message for the user
     */
    public LabelClasses(List<String> names, ClassChoice choice) {
        this.classes = new KnownClasses(names);
        this.choice = choice;
        List<String> data = choice.classes().isEmpty() ? names : choice.classes();
        this.byIndex = new ArrayList<>();
        this.counted = new boolean[names.size()];
        List<String> unknown = new ArrayList<>();
        for (int label = 0; label < data.size(); label++) {
            int index =
                    choice.classes().isEmpty()
                            ? label
                            : classes.index(label, data.get(label), choice.aliases());
            byIndex.add(index);
            if (index == ClassMapping.NO_CLASS) {
                unknown.add(data.get(label));
            } else {
                counted[index] = true;
            }
        }
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException(
                    "Invalid --classes: the model has no %s. Map their names with --class-map."
                            .formatted(shown(unknown)));
        }
    }

    /** The first few names and how many more there are. */
    static String shown(List<String> names) {
        String first = String.join(", ", names.subList(0, Math.min(SHOWN, names.size())));
        return names.size() <= SHOWN
                ? first
                : "%s and %d more".formatted(first, names.size() - SHOWN);
    }

    /** Number of classes; labels are below it. */
    public int size() {
        return classes.size();
    }

    /** The name of a class. */
    public String name(int label) {
        return classes.names().get(label);
    }

    /** The first class that counts. */
    public int first() {
        return byIndex.get(0);
    }

    /** The class of a label that has no name, or {@link ClassMapping#NO_CLASS}. */
    public int ofIndex(int label) {
        return label < 0 || label >= byIndex.size() ? ClassMapping.NO_CLASS : byIndex.get(label);
    }

    /** Number of label indices that classes without names may have. */
    public int indexes() {
        return byIndex.size();
    }

    /** The class of a label that has a name, which decides, or {@link ClassMapping#NO_CLASS}. */
    public int ofName(int label, String name) {
        if (label >= 0 && classes.isByPosition(label, choice.aliases().getOrDefault(name, name))) {
            return ofIndex(label);
        }
        int index = classes.index(label, name, choice.aliases());
        return index != ClassMapping.NO_CLASS && counted[index] ? index : ClassMapping.NO_CLASS;
    }

    /** What must be said of a model's figures, a sentence each; often nothing. */
    public List<String> remarks(String modelId, List<String> names) {
        List<String> remarks = new ArrayList<>();
        if (KnownClasses.areNumbers(names)) {
            remarks.add(
                    "%s: labels are indexes of its classes whatever their names, because it has numbers for names."
                            .formatted(modelId));
        }
        ClassMapping mapping = mapping(names);
        if (!mapping.keepsAll()) {
            remarks.add(
                    "%s: answers are those among %d of its %d classes (--classes)."
                            .formatted(modelId, mapping.size(), names.size()));
        }
        return remarks;
    }

    /**
     * How a model judges these labels.
     *
     * @param names of its classes
     * @throws IllegalArgumentException if they are others, with the reason for the user
     */
    public ClassMapping mapping(List<String> names) {
        KnownClasses others = new KnownClasses(names);
        List<Integer> indexes = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        for (int label = 0; label < classes.size(); label++) {
            // The names are those of a model: aliases are of names in the data set.
            int index = others.index(label, name(label), Map.of());
            if (index == ClassMapping.NO_CLASS) {
                missing.add(name(label));
            }
            indexes.add(counted[label] ? index : ClassMapping.NO_CLASS);
        }
        if (!missing.isEmpty()) {
            throw new IllegalArgumentException("it has no class %s".formatted(shown(missing)));
        }
        if (names.size() != classes.size()) {
            throw new IllegalArgumentException(
                    "it has %d classes where the labels have %d"
                            .formatted(names.size(), classes.size()));
        }
        boolean all = IntStream.range(0, counted.length).allMatch(label -> counted[label]);
        return ClassMapping.of(
                names.size(), indexes, all ? ClassMapping.Kept.ALL : ClassMapping.Kept.MAPPED);
    }
}
