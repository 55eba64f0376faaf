package dev.midstream.job.intake;

import dev.midstream.evaluation.classes.ClassMapping;
import dev.midstream.evaluation.classes.LabelClasses;
import org.jspecify.annotations.Nullable;

/** Finds the classes that the labels of records are, or says why they are none. */
final class RecordLabels {
    private final LabelClasses classes;

    RecordLabels(LabelClasses classes) {
        this.classes = classes;
    }

    /**
     * The class of a label, or {@link ImageContext#NO_LABEL} where there is none.
     *
     * @param field of the record, for the message
     * @param index of the class; decides where the class has no name
     * @param name of the class
     */
    int of(String field, @Nullable Integer index, @Nullable String name)
            throws RejectedRecordException {
        if (name != null) {
            return named(field, index == null ? ImageContext.NO_LABEL : index, name);
        }
        return index == null ? ImageContext.NO_LABEL : numbered(field, index);
    }

    private int named(String field, int index, String name) throws RejectedRecordException {
        ImageReader.requireText("name of the " + field, name);
        int found = classes.ofName(index, name);
        if (found == ClassMapping.NO_CLASS) {
            throw new RejectedRecordException(
                    Fault.UNKNOWN_CLASS,
                    "The %s is of class %s, which is none of the model's that count. Map its name with --class-map."
                            .formatted(field, name));
        }
        return found;
    }

    private int numbered(String field, int index) throws RejectedRecordException {
        int found = classes.ofIndex(index);
        if (found == ClassMapping.NO_CLASS) {
            throw new RejectedRecordException(
                    Fault.INVALID_LABEL,
                    "The %s is %d where the model has classes 0 to %d."
                            .formatted(field, index, classes.indexes() - 1));
        }
        return found;
    }
}
