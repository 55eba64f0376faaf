package dev.midstream.images.download;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Downloads of the openly available data sets, by name. */
public final class Downloads {
    private Downloads() {}

    /** The data sets that can be downloaded. */
    public static List<String> names() {
        return OpenDataset.ALL.stream().map(OpenDataset::name).toList();
    }

    /**
     * Downloads a data set into a directory, unless it is there. An interrupted download resumes.
     *
     * @throws IOException if the download fails, with a one-line message that says what to do
     */
    public static void fetch(String name, Path data, DownloadListener listener) throws IOException {
        for (OpenDataset dataset : OpenDataset.ALL) {
            if (dataset.name().equals(name)) {
                dataset.fetchInto(data, listener);
                return;
            }
        }
        throw new IOException(
                "Cannot download data set "
                        + name
                        + ": it is not openly available. Those that are: "
                        + String.join(", ", names())
                        + ".");
    }
}
