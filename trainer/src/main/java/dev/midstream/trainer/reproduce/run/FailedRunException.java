package dev.midstream.trainer.reproduce.run;

/** A run cannot be made; the message is one line that says which and why. */
public final class FailedRunException extends Exception {
    private static final long serialVersionUID = 1L;

    FailedRunException(String message) {
        super(message);
    }

    FailedRunException(String message, Throwable cause) {
        super(message, cause);
    }
}
