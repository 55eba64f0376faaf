package dev.midstream.publisher.replay;

import java.util.Optional;

/** A replay that did not send all that it should; the message is one line for the user. */
final class ReplayException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Optional<ReplaySummary> summary;

    ReplayException(String message, Throwable cause) {
        super(message, cause);
        this.summary = Optional.empty();
    }

    ReplayException(String message, ReplaySummary summary) {
        super(message);
        this.summary = Optional.of(summary);
    }

    /** What was sent before; empty if the replay did not get so far. */
    Optional<ReplaySummary> summary() {
        return summary;
    }
}
