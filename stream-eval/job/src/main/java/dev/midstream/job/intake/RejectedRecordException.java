package dev.midstream.job.intake;

/** A record cannot be used; the message says why in one line. */
final class RejectedRecordException extends Exception {
    private static final long serialVersionUID = 1L;

    private final Fault fault;

    RejectedRecordException(Fault fault, String message) {
        // No stack trace: bad records may come by the thousand.
        super(message, null, false, false);
        this.fault = fault;
    }

    Fault fault() {
        return fault;
    }
}
