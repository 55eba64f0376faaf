package dev.midstream.publisher.kafka;

import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** What went wrong with Kafka and what to do about it, in one line. */
public final class FailureText {

    private FailureText() {}

    /**
     * The line for the user.
     *
     * @param what what could not be done, without a full stop: {@code Cannot publish to topic x}
     */
    public static String of(String what, KafkaConnection connection, Throwable reason) {
        return what + ": " + explanation(connection, reason);
    }

    private static String explanation(KafkaConnection connection, Throwable reason) {
        String servers = connection.bootstrapServers();
        if (reason instanceof TimeoutException) {
            return "no answer from " + servers + ". Is Kafka running and reachable there?";
        }
        if (reason instanceof RecordTooLargeException) {
            return "the record is too large. Raise max.request.size of the producer"
                    + " (--kafka-config) and max.message.bytes of the topic.";
        }
        if (reason instanceof UnknownTopicOrPartitionException) {
            return "the topic is gone. Create it, or add --create-topic.";
        }
        if (reason instanceof AuthenticationException || reason instanceof AuthorizationException) {
            return firstLine(reason) + " Give credentials with --kafka-config.";
        }
        if (reason instanceof ConfigException) {
            return firstLine(reason) + ". Check --bootstrap-servers and --kafka-config.";
        }
        return firstLine(reason);
    }

    private static String firstLine(Throwable reason) {
        String message = reason.getMessage();
        return message == null
                ? reason.getClass().getSimpleName()
                : message.lines().findFirst().orElse(reason.getClass().getSimpleName());
    }
}
