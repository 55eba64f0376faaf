package dev.midstream.local.service;

import dev.midstream.local.cluster.DataDirectory;
import dev.midstream.local.cluster.Installation;
import dev.midstream.local.cluster.LocalException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The processes of the services that were started in a data directory. */
public final class ServiceProcesses {
    private static final String SUFFIX = ".pid";

    private final DataDirectory data;

    /** Finds and starts processes of the cluster in {@code data}. */
    public ServiceProcesses(DataDirectory data) {
        this.data = data;
    }

    /** The process of a service, if it is running. */
    public Optional<ProcessHandle> running(String service) {
        return ProcessRecord.read(file(service)).flatMap(ProcessRecord::process);
    }

    /** The names of all services that were started and not stopped, even if they have ended. */
    public List<String> started() throws LocalException {
        if (!Files.isDirectory(data.processes())) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(data.processes())) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(SUFFIX))
                    .map(name -> name.substring(0, name.length() - SUFFIX.length()))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new LocalException("Cannot read " + data.processes() + ": " + e, e);
        }
    }

    /** Starts a service, which keeps running when this process ends. */
    void start(Service service) throws LocalException {
        List<String> command = new ArrayList<>();
        // In a session of its own, which neither Ctrl-C nor a closed terminal ends.
        Installation.program("setsid").ifPresent(setsid -> command.add(setsid.toString()));
        command.addAll(service.command());
        File output = data.output(service.name()).toFile();
        ProcessBuilder builder =
                new ProcessBuilder(command)
                        .directory(data.root().toFile())
                        .redirectErrorStream(true)
                        .redirectInput(new File("/dev/null"))
                        .redirectOutput(output);
        builder.environment().putAll(service.environment());
        try {
            Process process = builder.start();
            ProcessRecord.of(process.toHandle()).write(file(service.name()));
        } catch (IOException e) {
            throw new LocalException(
                    "Cannot start %s: %s".formatted(service.title(), e.getMessage()), e);
        }
    }

    /** Deletes the process id file of a service that has ended. */
    void forget(String service) throws LocalException {
        try {
            Files.deleteIfExists(file(service));
        } catch (IOException e) {
            throw new LocalException("Cannot delete " + file(service) + ": " + e, e);
        }
    }

    private Path file(String service) {
        return data.processes().resolve(service + SUFFIX);
    }
}
