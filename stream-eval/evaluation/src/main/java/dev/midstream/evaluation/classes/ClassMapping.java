package dev.midstream.evaluation.classes;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.TreeSet;

/**
 * How the labels of images are judged by a model: which of its classes count, and which of them a
 * label is.
 *
 * <p>The classes that count keep the model's own order, and a softmax is over them alone.
 *
 * @param modelClasses number of the model's classes
 * @param kept indexes of the model's classes that count, ascending; empty for all of them
 * @param positions by label, the position of its class among those that count, or {@link
 *     #NO_CLASS}; empty where a label is the position
 */
public record ClassMapping(int modelClasses, List<Integer> kept, List<Integer> positions)
        implements Serializable {
    /** Stands for a label that is none of the model's classes. */
    public static final int NO_CLASS = -1;

    /** Which of a model's classes count. */
    public enum Kept {
        ALL,
        /** Those that labels may be of. */
        MAPPED
    }

    public ClassMapping {
        kept = List.copyOf(kept);
        positions = List.copyOf(positions);
    }

    /** All of a model's classes count, and labels are their indexes. */
    public static ClassMapping identity(int modelClasses) {
        return new ClassMapping(modelClasses, List.of(), List.of());
    }

    /**
     * Maps labels to classes of a model.
     *
     * @param indexes by label, the index of its class in the model, or {@link #NO_CLASS}
     */
    public static ClassMapping of(int modelClasses, List<Integer> indexes, Kept kept) {
        TreeSet<Integer> mapped = new TreeSet<>(indexes);
        mapped.remove(NO_CLASS);
        List<Integer> counted =
                kept == Kept.ALL || mapped.size() == modelClasses ? List.of() : List.copyOf(mapped);
        return new ClassMapping(modelClasses, counted, List.of()).labelled(indexes);
    }

    /** The same classes, for other labels. */
    public ClassMapping labelled(List<Integer> indexes) {
        List<Integer> places = new ArrayList<>(indexes.size());
        boolean same = indexes.size() == size();
        for (int label = 0; label < indexes.size(); label++) {
            int index = indexes.get(label);
            int place = kept.isEmpty() ? index : Math.max(NO_CLASS, kept.indexOf(index));
            places.add(place);
            same &= place == label;
        }
        return new ClassMapping(modelClasses, kept, same ? List.of() : places);
    }

    /** Number of the classes that count. */
    public int size() {
        return kept.isEmpty() ? modelClasses : kept.size();
    }

    /** Whether all of the model's classes count, and labels are their indexes. */
    public boolean isIdentity() {
        return kept.isEmpty() && positions.isEmpty();
    }

    /** Whether all of the model's classes count. */
    public boolean keepsAll() {
        return kept.isEmpty();
    }

    /**
     * The position of a label's class among those that count, or {@link #NO_CLASS}, also for what
     * is no label.
     */
    public int position(int label) {
        int labels = positions.isEmpty() ? size() : positions.size();
        if (label < 0 || label >= labels) {
            return NO_CLASS;
        }
        return positions.isEmpty() ? label : positions.get(label);
    }

    /** The index in the model of a class that counts. */
    public int modelClass(int position) {
        return kept.isEmpty() ? position : kept.get(position);
    }

    /** The first label of a class that counts; empty if no label is of it. */
    public OptionalInt label(int position) {
        if (positions.isEmpty()) {
            return OptionalInt.of(position);
        }
        int label = positions.indexOf(position);
        return label < 0 ? OptionalInt.empty() : OptionalInt.of(label);
    }
}
