package dev.midstream.embedded;

import dev.midstream.RobustnessMetric;
import dev.midstream.broker.EmbeddedBroker;
import dev.midstream.dashboard.Dashboard;
import dev.midstream.dashboard.DashboardConfiguration;
import dev.midstream.images.corruption.ConditionGrid;
import dev.midstream.images.corruption.ConditionGrid.CleanImages;
import dev.midstream.images.dataset.ImageDataset;
import dev.midstream.images.label.LabelNoise;
import dev.midstream.images.plan.TestSelection;
import dev.midstream.offline.report.RobustnessTable;
import dev.midstream.publisher.publish.PublishConfiguration;
import dev.midstream.publisher.publish.PublishException;
import dev.midstream.publisher.publish.PublishSummary;
import dev.midstream.publisher.publish.Publisher;
import dev.midstream.schemas.Topics;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.jspecify.annotations.Nullable;

/** A broker, Flink with the scoring job, and a dashboard in this JVM, with two publishing runs. */
final class Demo implements AutoCloseable {
    /** The points in the table; the job adds their ensemble. */
    private static final String POINTS = "midpoint,endpoint-0,endpoint-1,sample-0";

    /** One corruption of each family, which shows the effect within minutes. */
    private static final String CORRUPTIONS = "gaussian_noise,defocus_blur,snow,contrast";

    private static final String RUN = "demo";
    private static final String NOISE_RUN = "demo-label-noise";
    private static final int SLOTS = 2;
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final DemoConfiguration configuration;
    private final ImageDataset images;
    private final PrintWriter out;
    private final EmbeddedBroker broker;
    private final EmbeddedFlink flink;
    private final Dashboard dashboard;
    private final JobID job;

    private Demo(
            DemoConfiguration configuration,
            ImageDataset images,
            PrintWriter out,
            EmbeddedBroker broker,
            EmbeddedFlink flink,
            Dashboard dashboard,
            JobID job) {
        this.configuration = configuration;
        this.images = images;
        this.out = out;
        this.broker = broker;
        this.flink = flink;
        this.dashboard = dashboard;
        this.job = job;
    }

    /**
     * Starts broker, Flink, dashboard and job.
     *
     * @param images the test images to publish
     * @param temporary directory for files of the broker and of Flink
     */
    static Demo start(
            DemoConfiguration configuration, ImageDataset images, Path temporary, PrintWriter out)
            throws Exception {
        EmbeddedBroker broker = EmbeddedBroker.start(temporary.resolve("kafka"));
        EmbeddedFlink flink = null;
        Dashboard dashboard = null;
        try {
            broker.createTopic(Topics.IMAGES, SLOTS, Map.of());
            broker.createTopic(Topics.METRICS, 1, Map.of("cleanup.policy", "compact"));
            broker.createTopic(Topics.DEAD_LETTERS, 1, Map.of());
            flink = EmbeddedFlink.start(SLOTS, Files.createDirectory(temporary.resolve("flink")));
            dashboard =
                    Dashboard.start(
                            DashboardConfiguration.of(broker.bootstrapServers())
                                    .withAddress("127.0.0.1", configuration.port())
                                    .withFlinkUrl(flink.restAddress())
                                    .withNote(DemoMeaning.NOTE));
            JobID job = flink.submit(configuration.jobJar(), jobArguments(configuration, broker));
            return new Demo(configuration, images, out, broker, flink, dashboard, job);
        } catch (Throwable e) {
            // Errors too, such as a missing class, must not leave them running.
            closeAll(dashboard, flink, broker);
            throw e;
        }
    }

    private static List<String> jobArguments(
            DemoConfiguration configuration, EmbeddedBroker broker) {
        return List.of(
                "--bootstrap-servers",
                broker.bootstrapServers(),
                "--model",
                configuration.model().toString(),
                "--points",
                POINTS,
                "--checkpoint-interval",
                "2s");
    }

    /** Address of the dashboard. */
    URI dashboardAddress() {
        return dashboard.address();
    }

    /**
     * Publishes both runs, waits until the job has counted every image, and prints the figures.
     *
     * @throws DemoException if the job makes no progress
     */
    void run() throws PublishException, InterruptedException, DemoException {
        int published = published();
        try (MetricsWatch watch = new MetricsWatch(broker.bootstrapServers(), Topics.METRICS)) {
            // Published last, since the dashboard shows the latest run first.
            ConditionGrid clean = ConditionGrid.parse("none", "1-5", CleanImages.INCLUDED);
            PublishSummary noise =
                    publish(
                            images,
                            NOISE_RUN,
                            TestSelection.all(clean, 0)
                                    .with(
                                            new LabelNoise(
                                                    LabelNoise.Kind.SYMMETRIC,
                                                    configuration.noiseRate(),
                                                    0)));
            ConditionGrid all = ConditionGrid.parse(CORRUPTIONS, "1-5", CleanImages.INCLUDED);
            PublishSummary main = publish(images, RUN, TestSelection.all(all, 0));
            report("Scoring %,d images".formatted(main.sent() + noise.sent()));
            // One column for each point and the ensemble. The run with label noise has two rows: by
            // observed and by true label.
            int columns = POINTS.split(",", -1).length + 1;
            int figures = columns * (all.conditions().size() + 2);
            List<RobustnessMetric> metrics = await(watch, figures, published);
            print(metrics, noise);
        }
    }

    private PublishSummary publish(ImageDataset images, String run, TestSelection selection)
            throws PublishException, InterruptedException {
        PublishConfiguration plan =
                PublishConfiguration.builder(
                                bootstrap(), run, selection.limitedTo(configuration.images()))
                        .build();
        report("Publishing run " + plan.runId());
        PublishSummary summary =
                new Publisher(plan, Clock.systemUTC()).publish(images, new PublishLines(out));
        report(
                "Published %,d images of run %s, all acknowledged, %,.0f a second"
                        .formatted(summary.acknowledged(), plan.runId(), summary.rate()));
        return summary;
    }

    private List<RobustnessMetric> await(MetricsWatch watch, int figures, long images)
            throws DemoException {
        try {
            return watch.await(
                    metrics ->
                            metrics.size() == figures
                                    && metrics.stream()
                                            .allMatch(m -> m.getSums().getCount() >= images),
                    PATIENCE);
        } catch (IllegalStateException e) {
            throw new DemoException(e.getMessage() + " The job is " + jobStatus() + ".", e);
        }
    }

    private void print(List<RobustnessMetric> metrics, PublishSummary noise) {
        report("");
        report("Accuracy and calibration error (ECE, 15 bins) on " + images());
        out.print(RobustnessTable.of(ofRun(metrics, RUN)));
        report("");
        noise.noise()
                .ifPresent(
                        realised ->
                                report(
                                        "With %.0f %% of the labels wrong: by the observed labels, and by the true ones"
                                                .formatted(100 * realised.realisedFlipRate())));
        out.print(RobustnessTable.of(ofRun(metrics, NOISE_RUN)));
        report("");
        report(DemoMeaning.lead(ofRun(metrics, RUN)));
        report(DemoMeaning.NOTE);
    }

    private String images() {
        return configuration.dataset().name() + " test images, " + published() + " a row";
    }

    private int published() {
        return Math.min(configuration.images(), images.size());
    }

    private static List<RobustnessMetric> ofRun(List<RobustnessMetric> metrics, String run) {
        List<String> columns = List.of((POINTS + ",ensemble").split(",", -1));
        return metrics.stream()
                .filter(metric -> metric.getKey().getRunId().equals(run))
                .sorted(
                        Comparator.comparing(
                                metric -> columns.indexOf(metric.getKey().getPointId())))
                .toList();
    }

    private String jobStatus() {
        try {
            JobStatus status = flink.status(job);
            return status.toString();
        } catch (Exception e) {
            return "not answering";
        }
    }

    private String bootstrap() {
        return broker.bootstrapServers();
    }

    private void report(String line) {
        out.println(line);
        out.flush();
    }

    @Override
    public void close() throws Exception {
        closeAll(dashboard, flink, broker);
    }

    private static void closeAll(@Nullable AutoCloseable... parts) throws Exception {
        for (AutoCloseable part : parts) {
            if (part != null) {
                part.close();
            }
        }
    }
}
