package dev.midstream.local.command;

import dev.midstream.local.cluster.DataDirectory;
import dev.midstream.local.cluster.LocalException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows the last lines of logs. */
@Command(
        name = "logs",
        description = "Shows the last lines of the services' logs.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
public final class LogsCommand implements Callable<Integer> {
    @Mixin private ClusterOptions cluster = new ClusterOptions();

    @Option(
            names = {"-f", "--follow"},
            description = "Keep showing new lines until Ctrl-C.")
    private boolean follow;

    @Option(
            names = {"-n", "--lines"},
            paramLabel = "N",
            defaultValue = "20",
            description = "Lines of each log (default: ${DEFAULT-VALUE}).")
    private int lines;

    @Parameters(
            paramLabel = "SERVICE",
            arity = "0..*",
            description =
                    "kafka, jobmanager, taskmanager-1, ..., dashboard or prometheus. Default: all.")
    private List<String> services = List.of();

    LogsCommand() {}

    @Override
    public Integer call() throws LocalException, InterruptedException, IOException {
        DataDirectory data = cluster.data();
        List<String> command = new ArrayList<>(List.of("tail", "-n", String.valueOf(lines)));
        if (follow) {
            command.add("-F");
        }
        for (Path log : logs(data)) {
            command.add(log.toString());
        }
        return new ProcessBuilder(command).inheritIO().start().waitFor();
    }

    private List<Path> logs(DataDirectory data) throws LocalException, IOException {
        List<Path> all = new ArrayList<>();
        if (Files.isDirectory(data.logs())) {
            try (Stream<Path> files = Files.list(data.logs())) {
                files.filter(LogsCommand::isLog).sorted().forEach(all::add);
            }
        }
        List<Path> chosen =
                all.stream()
                        .filter(log -> services.isEmpty() || services.contains(service(log)))
                        .toList();
        for (String service : services) {
            if (all.stream().noneMatch(log -> service(log).equals(service))) {
                throw new LocalException(
                        "Cannot show the log of %s: there are logs of %s."
                                .formatted(
                                        service,
                                        String.join(
                                                ", ",
                                                all.stream()
                                                        .map(LogsCommand::service)
                                                        .distinct()
                                                        .toList())));
            }
        }
        if (chosen.isEmpty()) {
            throw new LocalException("Cannot show logs: there are none in " + data.logs() + ".");
        }
        return chosen;
    }

    /** Whether a file is a log or the standard output of a service, and not empty. */
    private static boolean isLog(Path file) {
        String name = file.getFileName().toString();
        return (name.endsWith(".log") || name.endsWith(".out")) && file.toFile().length() > 0;
    }

    private static String service(Path log) {
        String name = log.getFileName().toString();
        return name.substring(0, name.lastIndexOf('.'));
    }
}
