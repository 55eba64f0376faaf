package dev.midstream.publisher.publish;

import dev.midstream.images.corruption.Condition;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What a run sent, and what of it the cluster acknowledged.
 *
 * @param run what was to be sent
 * @param outcome whether the run sent all of it
 * @param resumed records of the run that were on the topic before
 * @param cells counts for every condition, in the order of the run
 * @param noise the label noise among the images; empty without
 * @param bytes size of the acknowledged records' values before compression
 * @param elapsed from the first record to the last acknowledgement
 * @param remarks on the images, a sentence each
 */
public record PublishSummary(
        Run run,
        Outcome outcome,
        long resumed,
        List<Cell> cells,
        Optional<Noise> noise,
        long bytes,
        Duration elapsed,
        List<String> remarks) {

    public PublishSummary {
        remarks = List.copyOf(remarks);
        cells = List.copyOf(cells);
    }

    /**
     * A run.
     *
     * @param runId names it in the records
     * @param dataset name of the data set
     * @param topic that takes the images
     * @param images number of distinct images
     * @param passes how often all were sent, each time as a run of its own
     */
    public record Run(String runId, String dataset, String topic, int images, int passes) {}

    /** How a run ended. */
    public enum Outcome {
        COMPLETE,
        STOPPED,
        FAILED
    }

    /**
     * Records under one condition. A record that was sent and not acknowledged may or may not have
     * arrived.
     */
    public record Cell(Condition condition, long sent, long acknowledged) {}

    /**
     * The label noise that the draws gave.
     *
     * @param kind uniform or symmetric
     * @param rate share of the split's labels that were drawn anew
     * @param seed of the draws
     * @param flippedImages images of the run whose observed label is wrong
     * @param realisedFlipRate their share
     */
    public record Noise(
            String kind, double rate, long seed, int flippedImages, double realisedFlipRate) {}

    /** Records handed to the Kafka producer. */
    public long sent() {
        return cells.stream().mapToLong(Cell::sent).sum();
    }

    /** Records that all in-sync replicas have. */
    public long acknowledged() {
        return cells.stream().mapToLong(Cell::acknowledged).sum();
    }

    /** Acknowledged records a second. */
    public double rate() {
        return acknowledged() / Math.max(1e-9, elapsed.toNanos() / 1e9);
    }
}
