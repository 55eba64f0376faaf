package dev.midstream.engine.tensorflow;

import dev.midstream.schemas.model.InvalidModelException;
import java.nio.file.Path;

/** Thrown for a SavedModel that does not match its manifest; the message is one line. */
public final class InvalidSavedModelException extends InvalidModelException {
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
