package dev.midstream.engine.tensorflow;

import java.nio.file.Path;

/** A SavedModel cannot be used as configured; the message says in one line why. */
public final class InvalidSavedModelException extends Exception {
    private static final long serialVersionUID = 1L;

    InvalidSavedModelException(Path directory, String reason) {
        super("Cannot use the SavedModel in " + directory + ": " + reason + ".");
    }

    InvalidSavedModelException(Path directory, Exception cause) {
        super(
                "Cannot open the SavedModel in "
                        + directory
                        + ": "
                        + firstLine(String.valueOf(cause.getMessage()))
                        + ". Export the model again.",
                cause);
    }

    private static String firstLine(String text) {
        int end = text.indexOf('\n');
        return end < 0 ? text : text.substring(0, end);
    }
}
