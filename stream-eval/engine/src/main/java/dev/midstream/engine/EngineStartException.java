package dev.midstream.engine;

/** Thrown where an engine cannot run; the message says in one line why and what to do. */
public final class EngineStartException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Creates the exception with a reason in one line. */
    public EngineStartException(String message) {
        super(message);
    }

    /** Creates the exception with a reason in one line and its cause. */
    public EngineStartException(String message, Throwable cause) {
        super(message, cause);
    }
}
