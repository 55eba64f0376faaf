package dev.midstream.local.command;

import dev.midstream.cli.DurationConverter;
import dev.midstream.cli.ExitCodes;
import dev.midstream.cli.Usage;
import dev.midstream.local.cluster.ClusterSettings;
import dev.midstream.local.cluster.DataDirectory;
import dev.midstream.local.cluster.Installation;
import dev.midstream.local.cluster.LocalException;
import dev.midstream.local.cluster.Ports;
import dev.midstream.local.service.ClusterStart;
import dev.midstream.local.service.Service;
import dev.midstream.local.service.ServiceProcesses;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Starts the services that are not running. */
@Command(
        name = "up",
        description = {
            "Starts the cluster and waits until all of it is ready. If a part of a started cluster"
                    + " has ended, starts that part again.",
            "All ports are on 127.0.0.1."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
public final class UpCommand implements Callable<Integer> {
    /** Options that do not change the settings of a cluster. */
    private static final Set<String> NO_SETTINGS = Set.of("--data", "--timeout");

    @Spec private CommandSpec spec = CommandSpec.create();

    @Mixin private ClusterOptions cluster = new ClusterOptions();

    @Mixin private FlinkOptions flink = new FlinkOptions();

    @Option(
            names = "--prometheus",
            paramLabel = "auto|off|FILE",
            defaultValue = "auto",
            description =
                    "The Prometheus program; auto: if it is on the PATH (default:"
                            + " ${DEFAULT-VALUE}).")
    private String prometheus = "auto";

    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            defaultValue = "2m",
            converter = DurationConverter.class,
            description =
                    "How long to wait until all services are ready (default: ${DEFAULT-VALUE}).")
    private Duration timeout = Duration.ZERO;

    @ArgGroup(validate = false, heading = "%nPorts:%n")
    private PortOptions ports = new PortOptions();

    UpCommand() {}

    @Override
    public Integer call() throws LocalException, InterruptedException, IOException {
        DataDirectory data = cluster.data();
        data.requireUsable();
        ClusterSettings settings = isRunning(data) ? runningSettings(data) : settings();
        Installation installation = cluster.installation();
        installation.requireBuilt();
        try (FileLock lock = data.lock()) {
            start(new ClusterStart(installation, data, settings));
            report(data, settings);
            return lock.isValid() ? ExitCodes.SUCCESS : ExitCodes.FAILURE;
        }
    }

    private static boolean isRunning(DataDirectory data) throws LocalException {
        ServiceProcesses processes = new ServiceProcesses(data);
        return processes.started().stream().anyMatch(name -> processes.running(name).isPresent());
    }

    private ClusterSettings runningSettings(DataDirectory data) throws LocalException {
        boolean changes =
                spec.commandLine().getParseResult().matchedOptions().stream()
                        .anyMatch(option -> !NO_SETTINGS.contains(option.longestName()));
        if (changes) {
            throw new LocalException(
                    "Cannot change the options of a running cluster. Run deploy/local/down first,"
                            + " or deploy/local/up without options to start what has ended.");
        }
        return cluster.settings(data);
    }

    private ClusterSettings settings() throws LocalException {
        flink.check(spec);
        return new ClusterSettings(
                ports.ports(spec, flink.taskManagers()),
                flink.taskManagers(),
                flink.slots(),
                flink.memoryMebibytes(),
                flink.stateBackend(),
                flink.settings(),
                prometheusProgram());
    }

    private Optional<Path> prometheusProgram() {
        return switch (prometheus) {
            case "auto" -> Installation.program("prometheus");
            case "off" -> Optional.empty();
            default -> {
                Path program = Path.of(prometheus).toAbsolutePath();
                if (!Files.isExecutable(program)) {
                    throw Usage.error(
                            spec, "Invalid --prometheus: %s is not a program.".formatted(program));
                }
                yield Optional.of(program);
            }
        };
    }

    private void start(ClusterStart start)
            throws LocalException, InterruptedException, IOException {
        List<Service> missing = start.missing();
        if (missing.isEmpty()) {
            out().println("The cluster is already running.");
            return;
        }
        start.prepare();
        String titles = missing.stream().map(Service::title).collect(Collectors.joining(", "));
        out().println("Starting " + titles);
        out().flush();
        start.start(timeout);
    }

    private void report(DataDirectory data, ClusterSettings settings) {
        Ports running = settings.ports();
        out().printf("Kafka       %s%n", running.bootstrapServers());
        out().printf("Flink       %s%n", Ports.address(running.rest()));
        out().printf("Dashboard   %s%n", Ports.address(running.dashboard()));
        if (settings.prometheus().isPresent()) {
            out().printf("Prometheus  %s%n", Ports.address(running.prometheus()));
        }
        out().printf("Data        %s%n", data.root());
        out().flush();
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
