package dev.midstream.trainer.reproduce.plan;

/** A plan cannot be used; the message is one line that says where and what to do. */
public final class InvalidPlanException extends Exception {
    private static final long serialVersionUID = 1L;

    public InvalidPlanException(String message) {
        super(message);
    }

    public InvalidPlanException(String message, Throwable cause) {
        super(message, cause);
    }
}
