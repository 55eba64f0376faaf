package dev.midstream.publisher;

import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** What went wrong with Kafka and what to do about it, in one line. */
final class FailureText {

    private FailureText() {}

    static String of(String what, PublishConfiguration configuration, Throwable reason) {
        return what + ": " + explanation(configuration, reason);
    }

    private static String explanation(PublishConfiguration configuration, Throwable reason) {
        String servers = configuration.bootstrapServers();
        if (reason instanceof TimeoutException) {
            return "no answer from " + servers + ". Is Kafka running and reachable there?";
        }
        if (reason instanceof RecordTooLargeException) {
            return "the record is too large. Raise max.request.size of the producer"
                    + " (--producer-config) and max.message.bytes of the topic.";
        }
        if (reason instanceof UnknownTopicOrPartitionException) {
            return "the topic is gone. Create it, or add --create-topic.";
        }
        if (reason instanceof AuthenticationException || reason instanceof AuthorizationException) {
            return firstLine(reason) + " Give credentials with --producer-config.";
        }
        if (reason instanceof ConfigException) {
            return firstLine(reason) + ". Check --bootstrap-servers and --producer-config.";
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
