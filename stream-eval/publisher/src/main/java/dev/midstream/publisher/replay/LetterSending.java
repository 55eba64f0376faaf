package dev.midstream.publisher.replay;

import dev.midstream.DeadLetter;
import dev.midstream.publisher.kafka.DeliveryException;
import dev.midstream.publisher.kafka.TopicScan;
import dev.midstream.publisher.pace.Pace;
import java.io.IOException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Goes through the dead letters and sends the records of those that are to be replayed. */
final class LetterSending implements TopicScan.Visitor<ReplayException> {
    private final ReplayConfiguration configuration;
    private final SelectedLetters letters;
    private final OriginalRecords originals;
    private final Optional<ReplaySender> sender;
    private final Pace pace;
    private final Tally tally;
    private final Set<Origin> withoutRecord = new HashSet<>();
    private final long start = System.nanoTime();
    private long sent;

    /**
     * @param letters those that are to be replayed; none twice
     * @param sender empty if letters are only counted
     */
    LetterSending(
            ReplayConfiguration configuration,
            SelectedLetters letters,
            OriginalRecords originals,
            Optional<ReplaySender> sender,
            Pace pace,
            Tally tally) {
        this.configuration = configuration;
        this.letters = letters;
        this.originals = originals;
        this.sender = sender;
        this.pace = pace;
        this.tally = tally;
    }

    @Override
    public boolean isDone() {
        return pace.isStopped()
                || (configuration.limit().isPresent() && sent >= configuration.limit().getAsLong())
                || sender.flatMap(ReplaySender::failure).isPresent();
    }

    @Override
    public void accept(ConsumerRecord<byte[], byte[]> record) throws ReplayException {
        if (isDone()) {
            return;
        }
        try {
            Optional<DeadLetter> letter = letters.decode(record);
            if (letter.isPresent() && letters.faults().containsKey(Origin.of(letter.get()))) {
                replay(letter.get());
            }
        } catch (DeliveryException | IOException e) {
            throw new ReplayException(String.valueOf(e.getMessage()), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ReplayException("Cannot go on: interrupted.", e);
        }
    }

    private void replay(DeadLetter letter) throws DeliveryException, InterruptedException {
        Origin origin = Origin.of(letter);
        Optional<Contents> held = Contents.of(letter);
        Optional<Contents> contents = held.isPresent() ? held : originals.of(letter);
        if (contents.isEmpty()) {
            withoutRecord.add(origin);
            return;
        }
        if (sender.isPresent() && !pace.await(sent, elapsedNanos())) {
            return;
        }
        withoutRecord.remove(origin);
        String fault = letters.faults().remove(origin);
        sent++;
        if (sender.isPresent()) {
            sender.get().send(origin, fault, contents.get());
        } else {
            tally.add(fault, Outcome.SENT);
        }
    }

    /** Counts the letters whose record could not be had, after the last. */
    void countWithoutRecord() {
        for (Origin origin : withoutRecord) {
            tally.add(letters.faults().getOrDefault(origin, ""), Outcome.NO_RECORD);
        }
    }

    /** Time since the first. */
    long elapsedNanos() {
        return System.nanoTime() - start;
    }
}
