package dev.midstream.job.scoring;

import java.util.List;
import java.util.OptionalLong;

/**
 * Holds watermarks back until the images that came before them are scored. Were they the reason to
 * score what there is, batches would be cut short, and a short batch costs as much as a full one.
 */
final class HeldWatermark {
    private long received = Long.MIN_VALUE;
    private long sent = Long.MIN_VALUE;

    void receive(long watermark) {
        received = watermark;
    }

    /** The latest watermark that came. */
    long received() {
        return received;
    }

    /** Returns the watermark that may go on now, if that is another one than before. */
    OptionalLong take(List<ImageBatch> batches) {
        long due = received;
        for (ImageBatch batch : batches) {
            if (batch.size() > 0) {
                due = Math.min(due, batch.watermark());
            }
        }
        if (due <= sent) {
            return OptionalLong.empty();
        }
        sent = due;
        return OptionalLong.of(due);
    }
}
