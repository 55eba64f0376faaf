package dev.midstream.trainer.cli;

import dev.midstream.images.dataset.DatasetException;
import dev.midstream.images.dataset.Datasets;
import dev.midstream.images.dataset.ImageDataset;
import dev.midstream.images.dataset.Split;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import picocli.CommandLine.Option;

/** Options that name a data set. */
public final class DatasetOptions {
    @Option(
            names = "--dataset",
            required = true,
            paramLabel = "NAME",
            completionCandidates = Names.class,
            description = "Data set: ${COMPLETION-CANDIDATES}.")
    private String name = "";

    @Option(
            names = "--data",
            required = true,
            paramLabel = "DIR",
            description = "Directory that holds its files.")
    private Path data = Path.of("");

    /** The data set's name, as given. */
    public String name() {
        return name;
    }

    /** Reads a split into memory. */
    public ImageDataset open(Split split) throws DatasetException {
        return Datasets.open(name, data, split);
    }

    /** The names that can be given. */
    static final class Names implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            List<String> names = Datasets.names();
            return names.iterator();
        }
    }
}
