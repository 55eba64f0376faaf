package dev.midstream.evaluation.classes;

import java.io.Serializable;
import java.util.List;
import java.util.Map;

/**
 * What a user says of a data set's classes.
 *
 * @param classes their names in the order of label indices; empty where they are the model's
 * @param aliases names of classes in the model by those in the data set, where they differ
 */
public record ClassChoice(List<String> classes, Map<String, String> aliases)
        implements Serializable {
    /** Nothing: classes are the model's, under the same names. */
    public static final ClassChoice NONE = new ClassChoice(List.of(), Map.of());

    public ClassChoice {
        classes = List.copyOf(classes);
        aliases = Map.copyOf(aliases);
    }
}
