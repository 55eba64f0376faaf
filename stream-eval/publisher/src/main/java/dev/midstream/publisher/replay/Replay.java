package dev.midstream.publisher.replay;

import dev.midstream.publisher.kafka.DeliveryException;
import dev.midstream.publisher.kafka.FailureText;
import dev.midstream.publisher.kafka.HiddenRecords;
import dev.midstream.publisher.kafka.TopicScan;
import dev.midstream.publisher.pace.Pace;
import dev.midstream.publisher.replay.ReplayConfiguration.EarlierReplays;
import dev.midstream.publisher.replay.ReplayConfiguration.Execution;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Sends the records of dead letters again, each to the partition that it was in and with a header
 * that says of which record it is the copy. By these headers a later replay knows what was sent,
 * even by one that was killed; so none keeps a position of its own.
 */
final class Replay {
    private final ReplayConfiguration configuration;
    private final Pace pace;
    private final Tally tally = new Tally();

    Replay(ReplayConfiguration configuration) {
        this.configuration = configuration;
        this.pace = new Pace(configuration.rate());
    }

    /** Ends the replay after the current record; what was sent is still delivered. */
    void stop() {
        pace.stop();
    }

    /**
     * Sends the records and returns when the cluster has acknowledged them.
     *
     * @throws ReplayException if not all letters could be replayed; it tells which were
     */
    ReplaySummary run() throws ReplayException {
        try (OriginalRecords originals = new OriginalRecords(configuration.connection())) {
            SelectedLetters letters = SelectedLetters.read(configuration, tally);
            removeThoseWithoutPartition(letters.faults(), originals);
            if (configuration.earlier() == EarlierReplays.LEFT_OUT) {
                removeSentBefore(letters);
            }
            return configuration.execution() == Execution.DRY_RUN
                    ? go(letters, originals, Optional.empty())
                    : send(letters, originals);
        } catch (DeliveryException | IOException e) {
            throw new ReplayException(String.valueOf(e.getMessage()), e);
        }
    }

    private void removeThoseWithoutPartition(Map<Origin, String> faults, OriginalRecords originals)
            throws DeliveryException {
        Set<TopicPartition> missing = new HashSet<>();
        for (Origin origin : faults.keySet()) {
            if (!originals.has(origin.topicPartition())) {
                missing.add(origin.topicPartition());
            }
        }
        faults.forEach(
                (origin, fault) -> {
                    if (missing.contains(origin.topicPartition())) {
                        tally.add(fault, Outcome.NO_PARTITION);
                    }
                });
        faults.keySet().removeIf(origin -> missing.contains(origin.topicPartition()));
    }

    private void removeSentBefore(SelectedLetters letters) throws DeliveryException {
        Map<String, Map<TopicPartition, Long>> topics = new HashMap<>();
        // A copy lies behind its original, in the same partition.
        letters.firstOffsets()
                .forEach(
                        (partition, offset) ->
                                topics.computeIfAbsent(partition.topic(), name -> new HashMap<>())
                                        .put(partition, offset));
        TopicScan.Visitor<RuntimeException> visitor =
                record -> removeSentBefore(letters.faults(), record);
        for (Map.Entry<String, Map<TopicPartition, Long>> topic : topics.entrySet()) {
            TopicScan scan = new TopicScan(configuration.connection(), topic.getKey());
            HiddenRecords hidden = scan.forEachFrom(topic.getValue(), visitor);
            // Copies are sent without transactions: whatever others have open, they are final.
            scan.forEachUncommitted(hidden, visitor);
        }
    }

    private void removeSentBefore(
            Map<Origin, String> faults, ConsumerRecord<byte[], byte[]> record) {
        Optional<String> fault = Origin.ofCopy(record).map(faults::remove);
        fault.ifPresent(name -> tally.add(name, Outcome.SENT_BEFORE));
    }

    private ReplaySummary send(SelectedLetters letters, OriginalRecords originals)
            throws ReplayException, DeliveryException {
        ReplaySender sender = new ReplaySender(configuration.connection(), tally);
        ReplaySummary summary;
        try (sender) {
            summary = go(letters, originals, Optional.of(sender));
        }
        Optional<ReplaySender.Failure> failure = sender.failure();
        if (failure.isPresent()) {
            throw new ReplayException(
                    FailureText.of(
                                    "Cannot replay record " + failure.get().origin(),
                                    configuration.connection(),
                                    failure.get().reason())
                            + " The same command sends the rest, and nothing twice.",
                    summary);
        }
        long without = tally.count(Outcome.NO_RECORD);
        long nowhere = tally.count(Outcome.NO_PARTITION);
        if (without + nowhere > 0) {
            throw new ReplayException(
                    "Cannot replay all letters: %d do not hold their record, which its topic does not have any more, and %d are of partitions that do not exist. Publish what they are about again (publish --resume)."
                            .formatted(without, nowhere),
                    summary);
        }
        return summary;
    }

    private ReplaySummary go(
            SelectedLetters letters, OriginalRecords originals, Optional<ReplaySender> sender)
            throws ReplayException, DeliveryException {
        LetterSending sending =
                new LetterSending(configuration, letters, originals, sender, pace, tally);
        var unused =
                new TopicScan(configuration.connection(), configuration.topic()).forEach(sending);
        sending.countWithoutRecord();
        return new ReplaySummary(
                configuration.topic(),
                configuration.execution(),
                letters.read(),
                letters.malformed(),
                tally,
                Duration.ofNanos(sending.elapsedNanos()));
    }
}
