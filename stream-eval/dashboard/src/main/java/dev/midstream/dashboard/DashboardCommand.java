package dev.midstream.dashboard;

import dev.midstream.cli.ErrorLines;
import dev.midstream.cli.ExitCodes;
import dev.midstream.cli.Usage;
import dev.midstream.cli.Verbosity;
import dev.midstream.cli.Version;
import dev.midstream.dashboard.feed.Feeds;
import dev.midstream.dashboard.feed.MetricStore;
import dev.midstream.dashboard.feed.TopicFeed;
import dev.midstream.dashboard.text.PointsTable;
import dev.midstream.dashboard.text.TextDashboard;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command line of {@code dashboard.jar}. */
@Command(
        name = "dashboard",
        description = {
            "Shows accuracy and calibration of a scored image stream on a web page that follows"
                    + " it, or as a table in the terminal."
        },
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        exitCodeListHeading = ExitCodes.HEADING,
        exitCodeList = {
            ExitCodes.SUCCESS_LINE,
            ExitCodes.FAILURE_LINE,
            ExitCodes.USAGE_LINE,
            ExitCodes.SIGNAL_LINE
        })
public final class DashboardCommand implements Callable<Integer> {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Spec private CommandSpec spec;

    @Mixin private SourceOptions sources;

    @Mixin private WebOptions web;

    @Option(
            names = "--text",
            description =
                    "Show a table that updates in place in the terminal instead of a web page; if"
                            + " the output is not a terminal, print it once.")
    private boolean text;

    @Mixin private Verbosity verbosity;

    // Picocli sets the fields.
    @SuppressWarnings("NullAway.Init")
    DashboardCommand() {}

    /** Runs the command and ends the process with its exit code. */
    public static void main(String[] arguments) {
        System.exit(ErrorLines.execute(commandLine(), arguments));
    }

    /** The command line, ready to execute arguments. */
    public static CommandLine commandLine() {
        return ErrorLines.install(new CommandLine(new DashboardCommand()));
    }

    @Override
    public Integer call() throws DashboardException, IOException, InterruptedException {
        verbosity.apply();
        KafkaSource source = source();
        DashboardConfiguration configuration = Usage.checked(spec, () -> configuration(source));
        if (text) {
            showText(configuration);
        } else {
            servePage(configuration);
        }
        return ExitCodes.SUCCESS;
    }

    private void servePage(DashboardConfiguration configuration)
            throws DashboardException, InterruptedException {
        try (Dashboard dashboard = Dashboard.start(configuration)) {
            PrintWriter out = spec.commandLine().getOut();
            out.printf(
                    "Dashboard of %s at %s: %s (Ctrl-C ends it)%n",
                    configuration.kafka().metricsTopic(),
                    configuration.kafka().cluster().bootstrapServers(),
                    dashboard.address());
            out.flush();
            new CountDownLatch(1).await();
        }
    }

    private void showText(DashboardConfiguration configuration)
            throws DashboardException, InterruptedException {
        KafkaSource source = configuration.kafka();
        BrokerCheck.requireAnswer(source.cluster(), configuration.connectTimeout());
        MetricStore store = new MetricStore(configuration.maximumMetrics());
        Clock clock = Clock.systemUTC();
        try (TopicFeed metrics = Feeds.metrics(source.metrics(), store, clock);
                TopicFeed summaries = Feeds.summaries(source.summaries(), store, clock)) {
            TextDashboard table =
                    new TextDashboard(
                            store,
                            List.of(metrics::status, summaries::status),
                            new PointsTable(ZoneId.systemDefault()),
                            spec.commandLine().getOut());
            if (System.console() == null) {
                table.printOnce(PATIENCE);
            } else {
                table.follow();
            }
        }
    }

    private KafkaSource source() throws IOException {
        try {
            return sources.source();
        } catch (IllegalArgumentException e) {
            throw Usage.error(spec, String.valueOf(e.getMessage()));
        }
    }

    private DashboardConfiguration configuration(KafkaSource source) {
        DashboardConfiguration configuration =
                DashboardConfiguration.of(source.cluster().bootstrapServers())
                        .withKafka(source)
                        .withWeb(web.address());
        DashboardConfiguration noted =
                web.note().map(configuration::withNote).orElse(configuration);
        return sources.flinkUrl().map(noted::withFlinkUrl).orElse(noted);
    }
}
