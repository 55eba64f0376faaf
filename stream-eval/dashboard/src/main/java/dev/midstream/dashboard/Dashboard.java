package dev.midstream.dashboard;

import dev.midstream.dashboard.feed.DeadLetterStore;
import dev.midstream.dashboard.feed.Feeds;
import dev.midstream.dashboard.feed.MetricStore;
import dev.midstream.dashboard.feed.ModelStore;
import dev.midstream.dashboard.feed.RunStore;
import dev.midstream.dashboard.feed.TopicFeed;
import dev.midstream.dashboard.job.JobMonitor;
import dev.midstream.dashboard.web.DashboardServer;
import dev.midstream.dashboard.web.Sources;
import io.javalin.util.JavalinException;
import java.net.URI;
import java.time.Clock;
import java.util.Set;

/**
 * A running dashboard: it reads the metrics topic from its beginning and shows the latest figures
 * on a web page that follows the stream.
 */
public final class Dashboard implements AutoCloseable {
    private final TopicFeed metrics;
    private final TopicFeed summaries;
    private final TopicFeed deadLetters;
    private final TopicFeed runs;
    private final TopicFeed models;
    private final JobMonitor job;
    private final DashboardServer server;

    private Dashboard(DashboardConfiguration configuration, Clock clock) {
        KafkaSource kafka = configuration.kafka();
        MetricStore store = new MetricStore(configuration.maximumMetrics());
        DeadLetterStore letters = new DeadLetterStore();
        RunStore runStore = new RunStore();
        ModelStore modelStore = new ModelStore();
        this.metrics = Feeds.metrics(kafka.metrics(), store, clock);
        this.summaries = Feeds.summaries(kafka.summaries(), store, clock);
        this.deadLetters = Feeds.deadLetters(kafka.deadLetters(), letters, clock);
        this.runs = Feeds.runs(kafka.runs(), runStore, store, clock);
        this.models = Feeds.models(kafka.status(), modelStore, clock);
        String group = kafka.job().groupId();
        this.job =
                JobMonitor.start(
                        kafka.cluster(),
                        group,
                        kafka.job().imagesTopic(),
                        configuration.flinkUrl(),
                        clock);
        Sources sources =
                new Sources(
                        store,
                        metrics::status,
                        summaries::status,
                        letters,
                        deadLetters::status,
                        runStore,
                        () -> job.latest().with(modelStore.of(group)),
                        configuration.note());
        try {
            this.server =
                    DashboardServer.start(
                            sources, configuration.web(), configuration.updateInterval(), clock);
        } catch (RuntimeException e) {
            closeReaders();
            throw e;
        }
    }

    /**
     * Starts a dashboard and returns when its page can be opened.
     *
     * @throws DashboardException if Kafka does not answer in time or the address is taken
     */
    public static Dashboard start(DashboardConfiguration configuration) throws DashboardException {
        BrokerCheck.requireAnswer(configuration.kafka().cluster(), configuration.connectTimeout());
        try {
            return new Dashboard(configuration, Clock.systemUTC());
        } catch (JavalinException e) {
            throw new DashboardException(
                    "Cannot listen on %s:%d: %s. Choose another --host or --port (0 = any free)."
                            .formatted(
                                    configuration.web().host(),
                                    configuration.web().port(),
                                    reason(e)),
                    e);
        }
    }

    private static String reason(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        String message = root.getMessage();
        return message == null ? root.getClass().getSimpleName() : message;
    }

    /** Where the page is. */
    public URI address() {
        return server.uri();
    }

    /** What is answered below it, beside the page's own files. */
    public Set<String> paths() {
        return server.paths();
    }

    /** Stops the page and the reading of the topics. */
    @Override
    public void close() {
        server.close();
        closeReaders();
    }

    private void closeReaders() {
        job.close();
        metrics.close();
        summaries.close();
        deadLetters.close();
        runs.close();
        models.close();
    }
}
