package dev.midstream.local;

import dev.midstream.broker.BrokerFiles;
import dev.midstream.local.LocalSettings.StateBackend;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Starts what does not run. */
@Command(
        name = "up",
        description = {
            "Starts the cluster and waits until all of it works. Where a part of a started cluster"
                    + " has ended, starts that part again.",
            "All ports are on 127.0.0.1."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class UpCommand implements Callable<Integer> {
    private static final int MINIMUM_MEBIBYTES = 1024;

    @Spec private CommandSpec spec = CommandSpec.create();

    @Mixin private ClusterOptions cluster = new ClusterOptions();

    @Option(
            names = "--taskmanagers",
            paramLabel = "N",
            defaultValue = "1",
            description = "Flink TaskManagers (default: ${DEFAULT-VALUE}).")
    private int taskManagers;

    @Option(
            names = "--slots",
            paramLabel = "N",
            description = "Slots of each TaskManager. Default: the machine's processors.")
    private int slots = Runtime.getRuntime().availableProcessors();

    @Option(
            names = "--taskmanager-memory",
            paramLabel = "MIB",
            defaultValue = "2048",
            description = "Memory of each TaskManager in MiB (default: ${DEFAULT-VALUE}).")
    private int memory;

    @Option(
            names = "--state-backend",
            paramLabel = "NAME",
            defaultValue = "rocksdb",
            description = "rocksdb or hashmap (default: ${DEFAULT-VALUE}).")
    private StateBackend stateBackend = StateBackend.ROCKSDB;

    @Option(
            names = "-D",
            paramLabel = "KEY=VALUE",
            description = "Further setting of Flink; may be repeated.")
    private Map<String, String> flink = new LinkedHashMap<>();

    @Option(
            names = "--prometheus",
            paramLabel = "auto|off|FILE",
            defaultValue = "auto",
            description =
                    "Prometheus' program; auto: if it is on the path (default: ${DEFAULT-VALUE}).")
    private String prometheus = "auto";

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            defaultValue = "120",
            description = "How long to wait until all works (default: ${DEFAULT-VALUE}).")
    private int timeout;

    @ArgGroup(validate = false, heading = "%nPorts:%n")
    private PortOptions ports = new PortOptions();

    UpCommand() {}

    @Override
    public Integer call() throws LocalException, InterruptedException, IOException {
        DataDirectory data = cluster.data();
        data.requireUsable();
        ServiceProcess processes = new ServiceProcess(data);
        boolean runs =
                processes.started().stream().anyMatch(name -> processes.running(name).isPresent());
        LocalSettings settings = runs ? kept(data) : settings();
        cluster.installation().requireBuilt();
        try (FileLock lock = data.lock()) {
            if (start(data, processes, settings) == 0) {
                out().println("It is up already.");
            }
            report(data, settings);
            return lock.isValid() ? ExitCode.OK : ExitCode.SOFTWARE;
        }
    }

    private LocalSettings kept(DataDirectory data) throws LocalException {
        boolean changes =
                spec.commandLine().getParseResult().matchedOptions().stream()
                        .anyMatch(
                                option ->
                                        !option.longestName().equals("--data")
                                                && !option.longestName().equals("--timeout"));
        if (changes) {
            throw new LocalException(
                    "Cannot change the options of a running cluster. Run deploy/local/down first,"
                            + " or deploy/local/up without options to start what has ended.");
        }
        try {
            return LocalSettings.read(data.settings());
        } catch (IOException e) {
            throw new LocalException("Cannot read the running cluster's settings: " + e, e);
        }
    }

    private LocalSettings settings() throws LocalException {
        if (taskManagers < 1 || slots < 1) {
            throw new ParameterException(
                    spec.commandLine(), "Invalid --taskmanagers or --slots: at least 1.");
        }
        if (memory < MINIMUM_MEBIBYTES) {
            throw new ParameterException(
                    spec.commandLine(),
                    "Invalid --taskmanager-memory: %d. At least %d."
                            .formatted(memory, MINIMUM_MEBIBYTES));
        }
        return new LocalSettings(
                ports.ports(spec, taskManagers),
                taskManagers,
                slots,
                memory,
                stateBackend,
                flink,
                prometheusProgram());
    }

    private Optional<Path> prometheusProgram() {
        return switch (prometheus) {
            case "auto" -> Installation.program("prometheus");
            case "off" -> Optional.empty();
            default -> {
                Path program = Path.of(prometheus).toAbsolutePath();
                if (!Files.isExecutable(program)) {
                    throw new ParameterException(
                            spec.commandLine(),
                            "Invalid --prometheus: %s is not a program.".formatted(program));
                }
                yield Optional.of(program);
            }
        };
    }

    /** Starts what does not run, and says how much that was. */
    private int start(DataDirectory data, ServiceProcess processes, LocalSettings settings)
            throws LocalException, InterruptedException, IOException {
        Installation installation = cluster.installation();
        ServiceCatalog catalog = new ServiceCatalog(installation, data, settings);
        List<Service> missing = missing(catalog.services(), processes);
        if (missing.isEmpty()) {
            return 0;
        }
        Startup.requireRoom(missing, Memory.available());
        data.create(settings);
        Logging.write(data);
        BrokerFiles.write(
                data.kafka(),
                ServiceCatalog.kafkaSettings(data),
                settings.ports().kafka(),
                settings.ports().controller());
        FlinkConfiguration.write(data, settings);
        PrometheusFiles.write(installation, data, settings.ports());
        out().printf(
                        "Starting %s%n",
                        String.join(", ", missing.stream().map(Service::title).toList()));
        out().flush();
        List<Service> services =
                catalog.services(
                        FlinkMemory.ofJobManager(installation, data),
                        FlinkMemory.ofTaskManager(installation, data));
        new Startup(data, processes, Duration.ofSeconds(timeout))
                .start(missing(services, processes));
        return missing.size();
    }

    private static List<Service> missing(List<Service> services, ServiceProcess processes) {
        return services.stream()
                .filter(service -> processes.running(service.name()).isEmpty())
                .toList();
    }

    private void report(DataDirectory data, LocalSettings settings) {
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
