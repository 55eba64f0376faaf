package dev.midstream.dashboard;

import dev.midstream.RobustnessMetric;
import dev.midstream.dashboard.feed.MetricStore;
import dev.midstream.dashboard.feed.MetricsFeed;
import dev.midstream.dashboard.text.SummaryTable;
import dev.midstream.dashboard.text.TextDashboard;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command line of {@code dashboard.jar}. */
@Command(
        name = "dashboard",
        description = {
            "Shows accuracy and calibration of a scored image stream on a web page that follows"
                    + " it, or as a table in the terminal."
        },
        mixinStandardHelpOptions = true,
        versionProvider = DashboardVersion.class,
        sortOptions = false,
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:a table was printed, or --help",
            "1:Kafka or the port cannot be used",
            "2:wrong arguments",
            "130, 143:ended by Ctrl-C or SIGTERM"
        })
public final class DashboardCommand implements Callable<Integer> {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Spec private CommandSpec spec;

    @Mixin private KafkaOptions kafka;

    @Mixin private WebOptions web;

    @Option(
            names = "--text",
            description =
                    "Shows a table in the terminal instead of a web page, updating in place; where"
                            + " the output is no terminal it is printed once.")
    private boolean text;

    @Option(names = "--verbose", description = "Logs and, on failure, the whole stack trace.")
    private boolean verbose;

    // Picocli sets the fields.
    @SuppressWarnings("NullAway.Init")
    DashboardCommand() {}

    /** Runs the command and ends the process with its exit code. */
    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return new CommandLine(new DashboardCommand())
                .setParameterExceptionHandler(DashboardCommand::refuse);
    }

    // In one line: picocli's own handler prints the whole help.
    private static int refuse(ParameterException failure, String[] arguments) {
        String message = String.valueOf(failure.getMessage());
        String end = message.endsWith(".") ? " " : ". ";
        failure.getCommandLine().getErr().println(message + end + "See --help.");
        return CommandLine.ExitCode.USAGE;
    }

    @Override
    public Integer call() throws InterruptedException {
        boolean debug = verbose || System.getenv("MIDSTREAM_DEBUG") != null;
        // Before the first logger exists; a page is no place for a client library's log.
        System.setProperty("org.slf4j.simpleLogger.defaultLogLevel", debug ? "info" : "off");
        DashboardConfiguration configuration = configuration();
        try {
            if (text) {
                showText(configuration);
            } else {
                servePage(configuration);
            }
            return CommandLine.ExitCode.OK;
        } catch (DashboardException e) {
            if (debug) {
                e.printStackTrace(spec.commandLine().getErr());
            }
            spec.commandLine().getErr().println(e.getMessage());
            return CommandLine.ExitCode.SOFTWARE;
        }
    }

    private void servePage(DashboardConfiguration configuration)
            throws DashboardException, InterruptedException {
        try (Dashboard dashboard = Dashboard.start(configuration)) {
            PrintWriter out = spec.commandLine().getOut();
            out.printf(
                    "Dashboard of %s at %s: %s (Ctrl-C ends it)%n",
                    configuration.kafka().metricsTopic(),
                    configuration.kafka().bootstrapServers(),
                    dashboard.address());
            out.flush();
            new CountDownLatch(1).await();
        }
    }

    private void showText(DashboardConfiguration configuration)
            throws DashboardException, InterruptedException {
        KafkaSource source = configuration.kafka();
        BrokerCheck.requireAnswer(source.bootstrapServers(), configuration.connectTimeout());
        MetricStore store = new MetricStore(configuration.maximumMetrics());
        try (MetricsFeed feed =
                MetricsFeed.start(
                        source.format().reader(RobustnessMetric.class),
                        source.bootstrapServers(),
                        source.metricsTopic(),
                        store,
                        Clock.systemUTC())) {
            TextDashboard table =
                    new TextDashboard(
                            store,
                            feed::status,
                            new SummaryTable(ZoneId.systemDefault()),
                            spec.commandLine().getOut());
            if (System.console() == null) {
                table.printOnce(PATIENCE);
            } else {
                table.follow();
            }
        }
    }

    private DashboardConfiguration configuration() {
        try {
            KafkaSource source = kafka.source();
            DashboardConfiguration configuration =
                    DashboardConfiguration.of(source.bootstrapServers())
                            .withKafka(source)
                            .withWeb(web.address());
            return kafka.flinkUrl().map(configuration::withFlinkUrl).orElse(configuration);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }
}
