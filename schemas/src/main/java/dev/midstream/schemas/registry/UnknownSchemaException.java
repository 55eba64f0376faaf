package dev.midstream.schemas.registry;

/** Thrown for an id with which the registry has no Avro schema; the message says why. */
public final class UnknownSchemaException extends Exception {
    private static final long serialVersionUID = 1;

    UnknownSchemaException(String message) {
        super(message);
    }
}
