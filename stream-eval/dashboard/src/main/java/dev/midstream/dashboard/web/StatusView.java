package dev.midstream.dashboard.web;

import dev.midstream.dashboard.feed.DeadLetterStore;
import dev.midstream.dashboard.feed.FeedStatus;
import dev.midstream.dashboard.job.JobView;
import java.time.Instant;
import java.util.Optional;

/**
 * How the dashboard and the job do; the components are JSON field names.
 *
 * @param now by this machine's clock, to compare the other times with
 * @param feed the reading of the metrics topic
 * @param summariesFeed the reading of the summaries topic
 * @param metrics keys kept
 * @param viewers event streams open
 * @param deadLetters read, by fault
 * @param deadLettersFeed the reading of their topic
 * @param note for the reader, from whoever started the dashboard
 */
record StatusView(
        Instant now,
        FeedStatus feed,
        FeedStatus summariesFeed,
        int metrics,
        int viewers,
        DeadLetterStore.Counts deadLetters,
        FeedStatus deadLettersFeed,
        JobView job,
        Optional<String> note) {

    static StatusView of(Sources sources, int viewers, Instant now) {
        return new StatusView(
                now,
                sources.metricsFeed().get(),
                sources.summariesFeed().get(),
                sources.metrics().size(),
                viewers,
                sources.deadLetters().counts(),
                sources.deadLettersFeed().get(),
                sources.job().get(),
                sources.note());
    }
}
