package dev.midstream.dashboard.web;

import dev.midstream.dashboard.feed.DeadLetterStore;
import dev.midstream.dashboard.feed.FeedStatus;
import dev.midstream.dashboard.feed.MetricStore;
import dev.midstream.dashboard.feed.RunStore;
import dev.midstream.dashboard.job.JobView;
import java.util.function.Supplier;

/** What a server shows. */
public record Sources(
        MetricStore metrics,
        Supplier<FeedStatus> metricsFeed,
        Supplier<FeedStatus> summariesFeed,
        DeadLetterStore deadLetters,
        Supplier<FeedStatus> deadLettersFeed,
        RunStore runs,
        Supplier<JobView> job) {}
