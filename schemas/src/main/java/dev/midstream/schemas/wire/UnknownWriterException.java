package dev.midstream.schemas.wire;

/** Thrown for bytes whose writer's schema is unknown here; it may be a later version's. */
public final class UnknownWriterException extends MalformedRecordException {
    private static final long serialVersionUID = 1;

    UnknownWriterException(String message) {
        super(message);
    }
}
