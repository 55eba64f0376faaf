package dev.midstream.publisher.kafka;

/** Thrown when Kafka cannot be used; the message is one line for the user. */
public final class DeliveryException extends Exception {
    private static final long serialVersionUID = 1L;

    DeliveryException(String message, Throwable cause) {
        super(message, cause);
    }

    /**
     * The exception with a line for the user.
     *
     * @param what what could not be done, without a full stop
     */
    public static DeliveryException of(String what, KafkaConnection connection, Throwable reason) {
        return new DeliveryException(FailureText.of(what, connection, reason), reason);
    }
}
