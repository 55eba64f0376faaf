package dev.midstream.local.cluster;

/** Thrown when a command cannot do what it was asked to; the message says why in one line. */
public final class LocalException extends Exception {
    private static final long serialVersionUID = 1;

    /** Creates an exception without a cause. */
    public LocalException(String message) {
        super(message);
    }

    /** Creates an exception with a cause. */
    public LocalException(String message, Throwable cause) {
        super(message, cause);
    }
}
