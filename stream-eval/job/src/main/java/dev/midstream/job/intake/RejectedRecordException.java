package dev.midstream.job.intake;

import dev.midstream.UnansweredImage;
import dev.midstream.schemas.wire.MalformedRecordException;
import dev.midstream.schemas.wire.UnknownWriterException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A record cannot be used; the message says why in one line. */
final class RejectedRecordException extends Exception {
    private static final long serialVersionUID = 1L;

    private final Fault fault;
    private final @Nullable UnansweredImage image;

    RejectedRecordException(Fault fault, String message) {
        this(fault, message, null);
    }

    private RejectedRecordException(Fault fault, String message, @Nullable UnansweredImage image) {
        // No stack trace: bad records may come by the thousand.
        super(message, null, false, false);
        this.fault = fault;
        this.image = image;
    }

    /** Of a record that cannot be decoded. */
    static RejectedRecordException of(MalformedRecordException malformed) {
        String message = String.valueOf(malformed.getMessage());
        return malformed instanceof UnknownWriterException
                ? new RejectedRecordException(
                        Fault.UNKNOWN_SCHEMA,
                        message
                                + " If a later version wrote it: upgrade the job first, then what"
                                + " writes to its topics. Then publisher replay sends it again.")
                : new RejectedRecordException(Fault.MALFORMED, message);
    }

    /** The same of a record that holds an image, which is then without an answer. */
    RejectedRecordException of(UnansweredImage unanswered) {
        return new RejectedRecordException(fault, String.valueOf(getMessage()), unanswered);
    }

    /** The image that has no answer; empty if the record is none, or not readable. */
    Optional<UnansweredImage> image() {
        return Optional.ofNullable(image);
    }

    Fault fault() {
        return fault;
    }
}
