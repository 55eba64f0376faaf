package dev.midstream.trainer.device;

/** Thrown if the requested device cannot be used; the message is one line that says what to do. */
public final class UnusableDeviceException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public UnusableDeviceException(String message) {
        super(message);
    }
}
