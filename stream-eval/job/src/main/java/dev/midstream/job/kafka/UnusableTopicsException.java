package dev.midstream.job.kafka;

/** The job's topics cannot be used; the message says in one line why and what to do. */
public final class UnusableTopicsException extends Exception {
    private static final long serialVersionUID = 1L;

    UnusableTopicsException(String message) {
        super(message);
    }

    UnusableTopicsException(String message, Throwable cause) {
        super(message, cause);
    }
}
