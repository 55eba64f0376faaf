package dev.midstream.images.dataset;

/** A data set that cannot be read; the message is one line that names the file and the reason. */
public final class DatasetException extends Exception {

    private static final long serialVersionUID = 1L;

    public DatasetException(String message) {
        super(message);
    }

    public DatasetException(String message, Throwable cause) {
        super(message, cause);
    }
}
