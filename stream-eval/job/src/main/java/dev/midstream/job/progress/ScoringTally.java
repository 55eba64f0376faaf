package dev.midstream.job.progress;

import java.util.List;

/** Counts what a scoring subtask does between two reports. Times are in milliseconds. */
public final class ScoringTally {
    private long since;
    private long images;
    private long batches;
    private long lag = Progress.UNKNOWN;

    /**
     * @param now when counting begins
     */
    public ScoringTally(long now) {
        since = now;
    }

    /**
     * Counts a batch.
     *
     * @param published when the last of its images was published, as Kafka says; negative if it
     *     does not
     */
    public void count(int batchImages, long published, long now) {
        images += batchImages;
        batches++;
        if (published >= 0) {
            lag = Math.max(0, now - published);
        }
    }

    /** Returns what was counted, and begins again. */
    public Progress take(List<String> models, long now) {
        Progress progress = new Progress(now - since, images, batches, lag, models);
        since = now;
        images = 0;
        batches = 0;
        lag = Progress.UNKNOWN;
        return progress;
    }
}
