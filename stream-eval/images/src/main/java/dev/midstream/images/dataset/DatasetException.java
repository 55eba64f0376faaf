package dev.midstream.images.dataset;

import dev.midstream.images.FileFailures;
import java.nio.file.Path;

/**
 * Thrown when a data set cannot be read; the message is one line that names the file and the
 * reason.
 */
public final class DatasetException extends Exception {

    private static final long serialVersionUID = 1L;

    public DatasetException(String message) {
        super(message);
    }

    public DatasetException(String message, Throwable cause) {
        super(message, cause);
    }

    /** For a file that could not be read, with the first line of the cause as the reason. */
    public static DatasetException unreadable(Path file, Exception cause) {
        return new DatasetException(
                "Cannot read " + file + ": " + FileFailures.reason(cause) + ".", cause);
    }

    /** For a directory that could not be listed. */
    public static DatasetException unlistable(Path directory, Exception cause) {
        return new DatasetException(
                "Cannot list " + directory + ": " + FileFailures.reason(cause) + ".", cause);
    }
}
