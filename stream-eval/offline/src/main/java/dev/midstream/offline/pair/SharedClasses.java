package dev.midstream.offline.pair;

import dev.midstream.evaluation.classes.ClassMapping;
import dev.midstream.offline.model.EvaluatedModel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * The classes of several models in one order: those that are the same class of the data set, or
 * have the same name, are one.
 */
public final class SharedClasses {
    // [model][class that counts]: index among the shared classes
    private final List<int[]> indexes = new ArrayList<>();
    private final int size;

    private SharedClasses(List<EvaluatedModel> models) {
        Map<String, Integer> shared = new HashMap<>();
        for (EvaluatedModel model : models) {
            int[] own = new int[model.classes()];
            for (int position = 0; position < own.length; position++) {
                own[position] = shared.computeIfAbsent(key(model, position), name -> shared.size());
            }
            indexes.add(own);
        }
        this.size = shared.size();
    }

    /** Returns the classes of some models. */
    public static SharedClasses of(List<EvaluatedModel> models) {
        return new SharedClasses(models);
    }

    private static String key(EvaluatedModel model, int position) {
        ClassMapping mapping = model.mapping();
        OptionalInt label = mapping.label(position);
        return label.isPresent()
                ? "label " + label.getAsInt()
                : "class " + model.manifest().getClasses().get(mapping.modelClass(position));
    }

    /** Number of classes that at least one of the models has. */
    int size() {
        return size;
    }

    /**
     * Writes a model's probabilities in the shared order; those of classes that it lacks stay 0.
     *
     * @param own {@code [class that counts]}
     * @param shared {@code [shared class]}
     */
    void align(int model, double[] own, double[] shared) {
        int[] to = indexes.get(model);
        for (int position = 0; position < own.length; position++) {
            shared[to[position]] = own[position];
        }
    }
}
