package dev.midstream.dashboard;

/** A reason why the dashboard cannot run, in one line that says what to do. */
public final class DashboardException extends Exception {
    private static final long serialVersionUID = 1;

    /** A failure with the given message. */
    public DashboardException(String message, Throwable cause) {
        super(message, cause);
    }
}
