package dev.midstream.local;

/** Thrown when a command cannot do what it was asked for; the message says why in one line. */
final class LocalException extends Exception {
    private static final long serialVersionUID = 1;

    LocalException(String message) {
        super(message);
    }

    LocalException(String message, Throwable cause) {
        super(message, cause);
    }
}
