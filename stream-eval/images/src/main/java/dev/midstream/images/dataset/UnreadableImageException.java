package dev.midstream.images.dataset;

/**
 * An image of a data set that is read file by file and whose file is damaged; the message is one
 * line that names the file and the reason.
 */
public final class UnreadableImageException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public UnreadableImageException(DatasetException cause) {
        super(cause.getMessage(), cause);
    }
}
