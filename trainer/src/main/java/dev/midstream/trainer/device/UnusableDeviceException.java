package dev.midstream.trainer.device;

/** A device was asked for that cannot be used; the message is one line that says what to do. */
public final class UnusableDeviceException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public UnusableDeviceException(String message) {
        super(message);
    }
}
