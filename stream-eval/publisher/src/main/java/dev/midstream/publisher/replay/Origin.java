package dev.midstream.publisher.replay;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.midstream.DeadLetter;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;

/**
 * Where the record of a dead letter was. A record that is sent again says in a header of what it is
 * the copy: {@code midstream-replay-of: TOPIC-PARTITION@OFFSET}.
 */
record Origin(String topic, int partition, long offset) {
    /** The header's name. */
    static final String HEADER = "midstream-replay-of";

    private static final Pattern TEXT = Pattern.compile("(.+)-(\\d{1,9})@(\\d{1,18})");

    static Origin of(DeadLetter letter) {
        return new Origin(letter.getTopic(), letter.getPartition(), letter.getOffset());
    }

    /** What a record is the copy of; empty if it is none. */
    static Optional<Origin> ofCopy(ConsumerRecord<byte[], byte[]> record) {
        Header header = record.headers().lastHeader(HEADER);
        if (header == null || header.value() == null) {
            return Optional.empty();
        }
        Matcher text = TEXT.matcher(new String(header.value(), UTF_8));
        return text.matches()
                ? Optional.of(
                        new Origin(
                                text.group(1),
                                Integer.parseInt(text.group(2)),
                                Long.parseLong(text.group(3))))
                : Optional.empty();
    }

    /** A copy of the record, for the partition that it was in. */
    ProducerRecord<byte[], byte[]> copy(Contents contents) {
        ProducerRecord<byte[], byte[]> copy =
                new ProducerRecord<>(topic, partition, contents.key(), contents.value());
        copy.headers().add(HEADER, toString().getBytes(UTF_8));
        return copy;
    }

    TopicPartition topicPartition() {
        return new TopicPartition(topic, partition);
    }

    /** {@code TOPIC-PARTITION@OFFSET}. */
    @Override
    public String toString() {
        return topic + "-" + partition + "@" + offset;
    }
}
