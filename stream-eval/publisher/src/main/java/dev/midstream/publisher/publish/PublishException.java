package dev.midstream.publisher.publish;

import java.util.Optional;

/** A run that failed; the message is one line for the user. */
public final class PublishException extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient Optional<PublishSummary> summary;

    PublishException(String message) {
        super(message);
        this.summary = Optional.empty();
    }

    PublishException(String message, Throwable cause) {
        super(message, cause);
        this.summary = Optional.empty();
    }

    PublishException(String message, Throwable cause, PublishSummary summary) {
        super(message, cause);
        this.summary = Optional.of(summary);
    }

    /** What was sent before the failure; empty if the run did not get so far. */
    public Optional<PublishSummary> summary() {
        return summary;
    }
}
