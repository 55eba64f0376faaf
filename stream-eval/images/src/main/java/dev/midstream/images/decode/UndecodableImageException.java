package dev.midstream.images.decode;

import java.io.IOException;

/**
 * The bytes are no image that can be decoded; the message is one line without a full stop that
 * continues "Cannot read FILE: ".
 */
public final class UndecodableImageException extends IOException {

    private static final long serialVersionUID = 1L;

    public UndecodableImageException(String reason) {
        super(reason);
    }

    public UndecodableImageException(String reason, Throwable cause) {
        super(reason, cause);
    }
}
