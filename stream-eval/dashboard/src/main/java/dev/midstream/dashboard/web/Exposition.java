package dev.midstream.dashboard.web;

import dev.midstream.dashboard.feed.FeedStatus;
import dev.midstream.dashboard.feed.MetricView;
import io.javalin.http.Context;
import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The same figures for Prometheus, of the metric keys that changed last. */
final class Exposition {
    private static final int MOST_METRICS = 5_000;
    private static final String[] KEY = {
        "run", "model", "point", "dataset", "corruption", "severity", "labels"
    };

    private final Sources sources;
    private final PrometheusRegistry registry = new PrometheusRegistry();
    private final PrometheusTextFormatWriter writer = PrometheusTextFormatWriter.create();

    Exposition(Sources sources, EventStream events) {
        this.sources = sources;
        figure("accuracy", "Share of correct answers.", MetricView::accuracy);
        figure(
                "accuracy_low",
                "Lower end of its 95 % confidence sequence.",
                MetricView::accuracyLow);
        figure(
                "accuracy_high",
                "Upper end of its 95 % confidence sequence.",
                MetricView::accuracyHigh);
        figure("ece", "Expected calibration error.", MetricView::ece);
        figure("ece_low", "Lower end of its 95 % confidence sequence.", MetricView::eceLow);
        figure("ece_high", "Upper end of its 95 % confidence sequence.", MetricView::eceHigh);
        figure("images", "Images counted.", metric -> (double) metric.count());
        gauge("metrics", "Metric keys kept.", () -> sources.metrics().size());
        gauge("viewers", "Event streams open.", events::readers);
        gauge("backlog", "Records of the metrics topic still to read.", () -> feed().backlog());
        gauge(
                "live",
                "1 while the dashboard has read all metrics.",
                () -> feed().state() == FeedStatus.State.LIVE ? 1 : 0);
        counter("records_read", "Records of the metrics topic used.", () -> feed().read());
        counter("records_rejected", "Records that could not be used.", () -> feed().rejected());
        GaugeWithCallback.builder()
                .name("midstream_dashboard_job_lag")
                .help("Images that the job's consumer group has not committed yet.")
                .callback(
                        callback -> {
                            @Nullable Long lag = sources.job().get().lag().lag();
                            if (lag != null) {
                                callback.call(lag);
                            }
                        })
                .register(registry);
        CounterWithCallback.builder()
                .name("midstream_dashboard_dead_letters")
                .help("Dead letters read, by the kind of failure.")
                .labelNames("error_class")
                .callback(
                        callback ->
                                sources.deadLetters()
                                        .counts()
                                        .byKind()
                                        .forEach(
                                                kind ->
                                                        callback.call(
                                                                kind.count(), kind.errorClass())))
                .register(registry);
    }

    private FeedStatus feed() {
        return sources.metricsFeed().get();
    }

    private void figure(String name, String help, Function<MetricView, @Nullable Double> of) {
        GaugeWithCallback.builder()
                .name("midstream_" + name)
                .help(help)
                .labelNames(KEY)
                .callback(
                        callback -> {
                            for (MetricView metric : latest()) {
                                @Nullable Double value = of.apply(metric);
                                if (value != null) {
                                    callback.call(value, labels(metric));
                                }
                            }
                        })
                .register(registry);
    }

    private List<MetricView> latest() {
        List<MetricView> all = sources.metrics().all().metrics();
        return all.subList(Math.max(0, all.size() - MOST_METRICS), all.size());
    }

    private static String[] labels(MetricView metric) {
        return new String[] {
            metric.runId(),
            metric.modelId(),
            metric.pointId(),
            metric.dataset(),
            metric.corruption(),
            String.valueOf(metric.severity()),
            metric.labelKind()
        };
    }

    private interface Count {
        long now();
    }

    private void gauge(String name, String help, Count count) {
        GaugeWithCallback.builder()
                .name("midstream_dashboard_" + name)
                .help(help)
                .callback(callback -> callback.call(count.now()))
                .register(registry);
    }

    private void counter(String name, String help, Count count) {
        CounterWithCallback.builder()
                .name("midstream_dashboard_" + name)
                .help(help)
                .callback(callback -> callback.call(count.now()))
                .register(registry);
    }

    void answer(Context context) throws IOException {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        writer.write(text, registry.scrape());
        context.contentType(writer.getContentType()).result(text.toByteArray());
    }
}
