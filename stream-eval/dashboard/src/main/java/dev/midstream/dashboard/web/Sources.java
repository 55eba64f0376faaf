package dev.midstream.dashboard.web;

import dev.midstream.dashboard.feed.DeadLetterStore;
import dev.midstream.dashboard.feed.FeedStatus;
import dev.midstream.dashboard.feed.MetricStore;
import dev.midstream.dashboard.feed.RatedSummaries;
import dev.midstream.dashboard.feed.RunFigures;
import dev.midstream.dashboard.feed.RunStore;
import dev.midstream.dashboard.job.JobView;
import dev.midstream.dashboard.view.SummaryView;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** What a server shows. */
public record Sources(
        MetricStore metrics,
        Supplier<FeedStatus> metricsFeed,
        Supplier<FeedStatus> summariesFeed,
        DeadLetterStore deadLetters,
        Supplier<FeedStatus> deadLettersFeed,
        RunStore runs,
        Supplier<JobView> job,
        Optional<String> note) {
    /** Summaries with their rates and what is known of their runs. */
    List<SummaryView> complete(List<SummaryView> summaries) {
        return new RunFigures(runs, deadLetters)
                .complete(RatedSummaries.of(metrics, summaries), metrics);
    }
}
