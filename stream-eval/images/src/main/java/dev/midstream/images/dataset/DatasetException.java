package dev.midstream.images.dataset;

import java.nio.file.NoSuchFileException;
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
        if (cause instanceof NoSuchFileException) {
            return new DatasetException("Cannot read " + file + ": it does not exist.", cause);
        }
        String reason = cause.getMessage() == null ? cause.toString() : cause.getMessage();
        return new DatasetException(
                "Cannot read "
                        + file
                        + ": "
                        + reason.lines().findFirst().orElse(cause.toString())
                        + ".",
                cause);
    }
}
