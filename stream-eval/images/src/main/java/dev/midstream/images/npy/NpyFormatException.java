package dev.midstream.images.npy;

import java.io.IOException;

/** A file that is not the NumPy array it should be; the message is a reason without the file. */
public final class NpyFormatException extends IOException {

    private static final long serialVersionUID = 1L;

    public NpyFormatException(String message) {
        super(message);
    }
}
