package dev.midstream.images.dataset;

import dev.midstream.images.corruption.ConditionFilter;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How a data set is read.
 *
 * @param maxBytesInMemory the most bytes that decoded images may take in memory; images that take
 *     more and are in files of their own are read whenever they are requested; empty for the
 *     format's default
 * @param arrays where the images of a NumPy archive are
 * @param resizing what is done to every image; empty for what the format does
 * @param conditions those of a {@link CorruptedDataset} that are read
 * @param clean the clean images beside those of a {@link CorruptedDataset}; empty for none
 * @param classes the names of the classes by label, where the data only number them; empty where no
 *     better names are known
 * @param larger what is done to larger images where {@code resizing} is empty; empty for nothing
 * @param unreadable what happens to images that cannot be read
 */
public record DatasetReading(
        OptionalLong maxBytesInMemory,
        ArrayNames arrays,
        Optional<Resizing> resizing,
        ConditionFilter conditions,
        Optional<CleanSet> clean,
        List<String> classes,
        Optional<LargerImages> larger,
        UnreadableImages unreadable) {

    public DatasetReading {
        classes = List.copyOf(classes);
    }

    /** As the format does by default. */
    public static final DatasetReading DEFAULT =
            new DatasetReading(
                    OptionalLong.empty(),
                    ArrayNames.KNOWN,
                    Optional.empty(),
                    ConditionFilter.ALL,
                    Optional.empty(),
                    List.of(),
                    Optional.empty(),
                    UnreadableImages.REFUSED);

    /** Returns this reading with a limit of the bytes in memory. */
    public DatasetReading within(long bytes) {
        return new DatasetReading(
                OptionalLong.of(bytes),
                arrays,
                resizing,
                conditions,
                clean,
                classes,
                larger,
                unreadable);
    }

    /** Returns this reading of named arrays and classes. */
    public DatasetReading named(ArrayNames arrayNames, List<String> classNames) {
        return new DatasetReading(
                maxBytesInMemory,
                arrayNames,
                resizing,
                conditions,
                clean,
                classNames,
                larger,
                unreadable);
    }

    /** Returns this reading of data whose arrays and classes are not those that were named. */
    public DatasetReading unnamed() {
        return named(ArrayNames.KNOWN, List.of());
    }

    /** Returns this reading of images that are resized, or not. */
    public DatasetReading resized(Optional<Resizing> how) {
        return new DatasetReading(
                maxBytesInMemory, arrays, how, conditions, clean, classes, larger, unreadable);
    }

    /** Returns this reading of some conditions, with clean images beside them or without. */
    public DatasetReading of(ConditionFilter some, Optional<CleanSet> cleanSet) {
        return new DatasetReading(
                maxBytesInMemory, arrays, resizing, some, cleanSet, classes, larger, unreadable);
    }

    /** Returns this reading of images that are resized if they are larger than wanted. */
    public DatasetReading fitting(Optional<LargerImages> what) {
        return new DatasetReading(
                maxBytesInMemory, arrays, resizing, conditions, clean, classes, what, unreadable);
    }

    /** Returns this reading with another way of treating images that cannot be read. */
    public DatasetReading treating(UnreadableImages how) {
        return new DatasetReading(
                maxBytesInMemory, arrays, resizing, conditions, clean, classes, larger, how);
    }
}
