package dev.midstream.publisher.replay;

import dev.midstream.DeadLetter;
import dev.midstream.publisher.kafka.DeliveryException;
import dev.midstream.publisher.kafka.TopicScan;
import dev.midstream.schemas.wire.AvroWire;
import dev.midstream.schemas.wire.MalformedRecordException;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * The letters that a replay selects, without their contents: there may be more than fit the memory,
 * so that they are read twice.
 */
final class SelectedLetters {
    private final ReplayConfiguration configuration;
    private final AvroWire<DeadLetter> wire;
    private final RunOfLetter runs;
    private final Tally tally;
    private final Map<Origin, String> faults = new HashMap<>();
    private long read;
    private long malformed;

    private SelectedLetters(ReplayConfiguration configuration, Tally tally) {
        this.configuration = configuration;
        this.tally = tally;
        this.wire = configuration.connection().format().reader(DeadLetter.class);
        this.runs = new RunOfLetter(configuration.connection().format());
    }

    /**
     * Reads the topic of dead letters.
     *
     * @throws IOException if the schema registry cannot be asked
     */
    static SelectedLetters read(ReplayConfiguration configuration, Tally tally)
            throws DeliveryException, IOException {
        SelectedLetters letters = new SelectedLetters(configuration, tally);
        // Letters of a transaction that is open may yet be aborted.
        var unused =
                new TopicScan(configuration.connection(), configuration.topic())
                        .forEach(letters::take);
        return letters;
    }

    private void take(ConsumerRecord<byte[], byte[]> record) throws IOException {
        Optional<DeadLetter> decoded = decode(record);
        if (decoded.isEmpty()) {
            malformed++;
            return;
        }
        read++;
        DeadLetter letter = decoded.get();
        if (!configuration.filter().takes(letter) || !isOfTheRun(letter)) {
            return;
        }
        tally.selected(letter.getFault());
        if (faults.putIfAbsent(Origin.of(letter), letter.getFault()) != null) {
            tally.add(letter.getFault(), Outcome.REPEATED);
        }
    }

    private boolean isOfTheRun(DeadLetter letter) throws IOException {
        Optional<String> run = configuration.filter().run();
        return run.isEmpty() || runs.of(letter).equals(run);
    }

    /** The letter in a record; empty if it holds none. */
    Optional<DeadLetter> decode(ConsumerRecord<byte[], byte[]> record) throws IOException {
        if (record.value() == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(wire.decode(record.value()));
        } catch (MalformedRecordException e) {
            return Optional.empty();
        }
    }

    /** The selected records and their faults, which the caller may remove. */
    Map<Origin, String> faults() {
        return faults;
    }

    /** The first selected offset of each partition. */
    Map<TopicPartition, Long> firstOffsets() {
        Map<TopicPartition, Long> offsets = new HashMap<>();
        faults.keySet()
                .forEach(
                        origin ->
                                offsets.merge(origin.topicPartition(), origin.offset(), Math::min));
        return offsets;
    }

    long read() {
        return read;
    }

    long malformed() {
        return malformed;
    }
}
