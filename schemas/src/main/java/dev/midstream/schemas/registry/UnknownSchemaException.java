package dev.midstream.schemas.registry;

/** Thrown for a schema id that the registry answers with no Avro schema; the message says why. */
public final class UnknownSchemaException extends Exception {
    private static final long serialVersionUID = 1;

    UnknownSchemaException(String message) {
        super(message);
    }
}
