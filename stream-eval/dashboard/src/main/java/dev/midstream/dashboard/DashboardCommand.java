package dev.midstream.dashboard;

import dev.midstream.schemas.Topics;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command line of {@code dashboard.jar}. */
@Command(
        name = "dashboard",
        description = {
            "Shows accuracy and calibration of a scored image stream on a web page that follows"
                    + " it.",
            "The page has no login: it listens on this machine only unless --host says otherwise."
        },
        mixinStandardHelpOptions = true,
        versionProvider = DashboardVersion.class,
        sortOptions = false,
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:ended by Ctrl-C or --help",
            "1:Kafka or the port cannot be used",
            "2:wrong arguments"
        })
public final class DashboardCommand implements Callable<Integer> {
    private static final Pattern SERVERS =
            Pattern.compile("[^,:\\s]+:\\d{1,5}(,[^,:\\s]+:\\d{1,5})*");

    @Spec private CommandSpec spec;

    @Option(
            names = "--bootstrap-servers",
            required = true,
            paramLabel = "HOST:PORT[,...]",
            description = "Kafka's addresses.")
    private String bootstrapServers;

    @Option(
            names = "--topic",
            paramLabel = "NAME",
            defaultValue = Topics.METRICS,
            description = "The metrics topic (default: ${DEFAULT-VALUE}).")
    private String topic;

    @Option(
            names = "--host",
            paramLabel = "ADDRESS",
            defaultValue = "127.0.0.1",
            description = "Address to listen on (default: ${DEFAULT-VALUE}).")
    private String host;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "8080",
            description = "Port to listen on, 0 for any free one (default: ${DEFAULT-VALUE}).")
    private int port;

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
        failure.getCommandLine().getErr().println(failure.getMessage() + " See --help.");
        return CommandLine.ExitCode.USAGE;
    }

    @Override
    public Integer call() throws InterruptedException {
        boolean debug = verbose || System.getenv("MIDSTREAM_DEBUG") != null;
        // Before the first logger exists; a page is no place for a client library's log.
        System.setProperty("org.slf4j.simpleLogger.defaultLogLevel", debug ? "info" : "off");
        DashboardConfiguration configuration = configuration();
        try (Dashboard dashboard = Dashboard.start(configuration)) {
            spec.commandLine()
                    .getOut()
                    .printf(
                            "Dashboard of %s at %s: %s (Ctrl-C ends it)%n",
                            topic, bootstrapServers, dashboard.address());
            spec.commandLine().getOut().flush();
            new CountDownLatch(1).await();
            return CommandLine.ExitCode.OK;
        } catch (DashboardException e) {
            if (debug) {
                e.printStackTrace(spec.commandLine().getErr());
            }
            spec.commandLine().getErr().println(e.getMessage());
            return CommandLine.ExitCode.SOFTWARE;
        }
    }

    private DashboardConfiguration configuration() {
        if (!SERVERS.matcher(bootstrapServers).matches()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "Invalid --bootstrap-servers: %s. Use host:port.".formatted(bootstrapServers));
        }
        try {
            return DashboardConfiguration.of(bootstrapServers)
                    .withTopic(topic)
                    .withAddress(host, port);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }
}
