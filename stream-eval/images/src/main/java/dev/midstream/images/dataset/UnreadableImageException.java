package dev.midstream.images.dataset;

/**
 * Thrown for a damaged image file of a data set that is read on request; the message is one line
 * that names the file and the reason.
 */
public final class UnreadableImageException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public UnreadableImageException(DatasetException cause) {
        super(cause.getMessage(), cause);
    }
}
