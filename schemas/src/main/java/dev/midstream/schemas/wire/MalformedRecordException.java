package dev.midstream.schemas.wire;

/** Thrown for bytes that cannot be decoded as a record; the message says why in one line. */
public class MalformedRecordException extends Exception {
    private static final long serialVersionUID = 1;

    /** With the reason in one line. */
    public MalformedRecordException(String message) {
        super(message);
    }

    /** With the reason in one line and its cause. */
    public MalformedRecordException(String message, Throwable cause) {
        super(message, cause);
    }
}
