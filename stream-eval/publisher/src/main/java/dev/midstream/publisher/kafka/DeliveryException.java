package dev.midstream.publisher.kafka;

/** Thrown when Kafka cannot be used; the message is one line for the user. */
public final class DeliveryException extends Exception {
    private static final long serialVersionUID = 1L;

    DeliveryException(String message, Throwable cause) {
        super(message, cause);
    }
}
