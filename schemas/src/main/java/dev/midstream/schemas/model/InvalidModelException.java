package dev.midstream.schemas.model;

/** Thrown for a model directory that cannot be trusted; the message says why in one line. */
public class InvalidModelException extends Exception {
    private static final long serialVersionUID = 1;

    /** With the reason in one line. */
    public InvalidModelException(String message) {
        super(message);
    }

    /** With the reason in one line and its cause. */
    public InvalidModelException(String message, Throwable cause) {
        super(message, cause);
    }
}
