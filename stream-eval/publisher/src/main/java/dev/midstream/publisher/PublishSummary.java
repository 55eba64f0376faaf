package dev.midstream.publisher;

import dev.midstream.images.corruption.Condition;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What a run sent, and what of it the cluster acknowledged.
 *
 * @param runId names the run in the records
 * @param dataset name of the data set
 * @param topic that took the images
 * @param outcome whether the run sent all it was to
 * @param images number of images the run was to send
 * @param resumed records of the run that were on the topic before
 * @param cells counts for every condition, in the order of the run
 * @param noise the label noise among these images; empty without
 * @param bytes size of the acknowledged records' values before compression
 * @param elapsed from the first record to the last acknowledgement
 * @param remarks what is to be known of the images beside the counts, a sentence each
 */
public record PublishSummary(
        String runId,
        String dataset,
        String topic,
        Outcome outcome,
        int images,
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

    /** How a run ended. */
    public enum Outcome {
        COMPLETE,
        STOPPED,
        FAILED
    }

    /**
     * Records under one condition. Records that were sent but not acknowledged may have arrived or
     * not.
     */
    public record Cell(Condition condition, long sent, long acknowledged) {}

    /**
     * Label noise as it came out.
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
