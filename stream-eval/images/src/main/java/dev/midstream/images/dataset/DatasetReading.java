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
 */
public record DatasetReading(
        OptionalLong maxBytesInMemory,
        ArrayNames arrays,
        Optional<Resizing> resizing,
        ConditionFilter conditions,
        Optional<CleanSet> clean,
        List<String> classes) {

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
                    List.of());

    /** Returns this reading with a limit of the bytes in memory. */
    public DatasetReading within(long bytes) {
        return new DatasetReading(
                OptionalLong.of(bytes), arrays, resizing, conditions, clean, classes);
    }

    /** Returns this reading of data whose arrays and classes are not those that were named. */
    public DatasetReading unnamed() {
        return new DatasetReading(
                maxBytesInMemory, ArrayNames.KNOWN, resizing, conditions, clean, List.of());
    }

    /** Returns this reading of some conditions, with clean images beside them or without. */
    public DatasetReading of(ConditionFilter some, Optional<CleanSet> cleanSet) {
        return new DatasetReading(maxBytesInMemory, arrays, resizing, some, cleanSet, classes);
    }
}
