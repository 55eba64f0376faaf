package dev.midstream.evaluation.classes;

import java.io.Serializable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The classes of a model, found by their names.
 *
 * <p>Names that only number classes, {@code 0} to {@code n - 1}, stand for classes of which nothing
 * better is known: they match other names by position. Names that differ by case, blanks or
 * underscores are different names.
 */
public final class KnownClasses implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final Pattern NUMBER = Pattern.compile("\\d+");

    private final List<String> names;
    private final HashMap<String, Integer> indexes = new HashMap<>();
    private final boolean anyNumber;
    private final boolean numbered;

    /** Classes by index. */
    public KnownClasses(List<String> names) {
        this.names = List.copyOf(names);
        boolean any = false;
        for (int i = 0; i < names.size(); i++) {
            // ImageNet has two kinds of crane: such a name alone means neither.
            indexes.merge(names.get(i), i, (one, other) -> ClassMapping.NO_CLASS);
            any |= isNumber(names.get(i));
        }
        this.anyNumber = any;
        this.numbered = areNumbers(names);
    }

    /** Whether names are the numbers from 0 on, in their order. */
    public static boolean areNumbers(List<String> names) {
        for (int i = 0; i < names.size(); i++) {
            if (!names.get(i).equals(Integer.toString(i))) {
                return false;
            }
        }
        return true;
    }

    public List<String> names() {
        return names;
    }

    /** Number of classes. */
    public int size() {
        return names.size();
    }

    /** Whether nothing better than numbers is known of the classes. */
    public boolean areNumbers() {
        return numbered;
    }

    /**
     * Finds the class that a label of a data set means.
     *
     * @param label index among the data set's classes; negative if only the name is known
     * @param name of the class in the data set
     * @param aliases names of classes in the model by those in the data set, where they differ
     * @return its index, or {@link ClassMapping#NO_CLASS}
     */
    public int index(int label, String name, Map<String, String> aliases) {
        String wanted = aliases.getOrDefault(name, name);
        if (label >= 0 && label < names.size() && names.get(label).equals(wanted)) {
            return label;
        }
        int named = indexes.getOrDefault(wanted, ClassMapping.NO_CLASS);
        return named == ClassMapping.NO_CLASS && isByPosition(label, wanted) ? label : named;
    }

    /** Finds the class of a name like {@link #index}, without regard to its position. */
    int named(int label, String name, Map<String, String> aliases) {
        int index = index(label, name, aliases);
        return isByPosition(label, aliases.getOrDefault(name, name))
                ? ClassMapping.NO_CLASS
                : index;
    }

    /**
     * The classes that labels without names are of, where models have the same ones: those of the
     * first model that has names for them, or of the first model.
     */
    public static List<String> leading(List<List<String>> models) {
        return models.stream()
                .filter(names -> !areNumbers(names))
                .findFirst()
                .orElse(models.get(0));
    }

    /** Whether a label and its name are matched by the label alone. */
    public boolean isByPosition(int label, String name) {
        if (label < 0 || label >= names.size() || indexes.containsKey(name)) {
            return false;
        }
        return numbered ? !isNumber(name) : !anyNumber && name.equals(Integer.toString(label));
    }

    private static boolean isNumber(String name) {
        return NUMBER.matcher(name).matches();
    }
}
