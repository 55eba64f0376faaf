package dev.midstream.images.npy;

import java.io.IOException;

/**
 * Thrown for a file that is not the expected NumPy array; the message is the reason, without the
 * file.
 */
public final class NpyFormatException extends IOException {

    private static final long serialVersionUID = 1L;

    public NpyFormatException(String message) {
        super(message);
    }
}
