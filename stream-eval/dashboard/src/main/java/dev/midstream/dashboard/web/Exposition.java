package dev.midstream.dashboard.web;

import dev.midstream.dashboard.feed.FeedStatus;
import dev.midstream.dashboard.view.CellKey;
import dev.midstream.dashboard.view.MetricView;
import dev.midstream.metrics.Estimate;
import dev.midstream.metrics.Figure;
import dev.midstream.metrics.sequence.Interval;
import io.javalin.http.Context;
import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The same figures for Prometheus, of the metric keys that changed last. */
final class Exposition {
    private static final int MAX_METRICS = 5_000;
    private static final String[] KEY = {
        "run", "model", "point", "dataset", "corruption", "severity", "label"
    };

    private final Sources sources;
    private final PrometheusRegistry registry = new PrometheusRegistry();
    private final PrometheusTextFormatWriter writer = PrometheusTextFormatWriter.create();

    Exposition(Sources sources, EventStream events) {
        this.sources = sources;
        Figure.ALL.forEach(this::figure);
        series(
                "midstream_images",
                "Images counted.",
                metric -> Optional.of((double) metric.images().count()));
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
                .help("Dead letters read, by fault.")
                .labelNames("fault")
                .callback(
                        callback ->
                                sources.deadLetters()
                                        .counts()
                                        .byFault()
                                        .forEach(
                                                fault ->
                                                        callback.call(
                                                                fault.count(), fault.fault())))
                .register(registry);
    }

    private FeedStatus feed() {
        return sources.metricsFeed().get();
    }

    private void figure(Figure figure) {
        estimate(figure, "", figure.description(), estimate -> Optional.of(estimate.value()));
        if (figure.hasInterval()) {
            String help = " end of the 95 % confidence sequence of " + figure.gauge() + ".";
            estimate(figure, "_low", "Lower" + help, e -> e.interval().map(Interval::low));
            estimate(figure, "_high", "Upper" + help, e -> e.interval().map(Interval::high));
        }
    }

    private void estimate(
            Figure figure, String suffix, String help, Function<Estimate, Optional<Double>> part) {
        series(
                figure.gauge() + suffix,
                help,
                metric -> Optional.ofNullable(metric.figures().get(figure.id())).flatMap(part));
    }

    private void series(String name, String help, Function<MetricView, Optional<Double>> of) {
        GaugeWithCallback.builder()
                .name(name)
                .help(help)
                .labelNames(KEY)
                .callback(
                        callback -> {
                            for (MetricView metric : latest()) {
                                of.apply(metric)
                                        .ifPresent(value -> callback.call(value, labels(metric)));
                            }
                        })
                .register(registry);
    }

    private List<MetricView> latest() {
        List<MetricView> all = sources.metrics().all().metrics();
        return all.subList(Math.max(0, all.size() - MAX_METRICS), all.size());
    }

    private static String[] labels(MetricView metric) {
        CellKey key = metric.key();
        return new String[] {
            key.runId(),
            key.modelId(),
            key.pointId(),
            key.dataset(),
            key.corruption(),
            String.valueOf(key.severity()),
            key.labelKind().toLowerCase(Locale.ROOT)
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
