package dev.midstream.local.service;

import dev.midstream.local.cluster.DataDirectory;
import dev.midstream.local.cluster.LocalException;
import dev.midstream.local.cluster.Ports;
import dev.midstream.local.service.Service.UsedPort;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Starts services and waits until they are ready. */
final class Startup {
    private static final long PROBE_INTERVAL_MILLIS = 100;

    private final DataDirectory data;
    private final ServiceProcesses processes;
    private final Duration patience;

    Startup(DataDirectory data, ServiceProcesses processes, Duration patience) {
        this.data = data;
        this.processes = processes;
        this.patience = patience;
    }

    /**
     * Checks that the ports and the memory that services need are available.
     *
     * @throws LocalException if they are not; the message names the option to change
     */
    static void requireRoom(List<Service> services, Memory memory) throws LocalException {
        for (Service service : services) {
            for (UsedPort port : service.ports()) {
                if (!Ports.isFree(port.number())) {
                    throw new LocalException(
                            "Cannot start %s: port %d is in use. Choose another with %s, or any free ports with --free-ports."
                                    .formatted(service.title(), port.number(), port.option()));
                }
            }
        }
        int needed = services.stream().mapToInt(Service::mebibytes).sum();
        if (memory.mebibytes() < needed) {
            throw new LocalException(
                    "Cannot start: %,d MiB of memory are needed, but %,d MiB are available. Lower --taskmanagers or --taskmanager-memory."
                            .formatted(needed, memory.mebibytes()));
        }
    }

    /**
     * Starts services and returns when all of them are ready.
     *
     * @throws LocalException if one of them ends or is not ready in time; all are stopped then
     */
    void start(List<Service> services) throws LocalException, InterruptedException {
        List<String> names = services.stream().map(Service::name).toList();
        Thread hook = new Thread(() -> stopAll(names), "stop started services");
        Runtime.getRuntime().addShutdownHook(hook);
        boolean ready = false;
        try {
            long deadline = System.nanoTime() + patience.toNanos();
            List<Service> waiting = new ArrayList<>();
            for (Service service : services) {
                // The dashboard exits if it cannot reach the broker when it starts.
                if (service.name().equals(ServiceCatalog.DASHBOARD)) {
                    await(waiting, deadline);
                    waiting.clear();
                }
                processes.start(service);
                waiting.add(service);
            }
            await(waiting, deadline);
            ready = true;
        } finally {
            // While the JVM shuts down, after Ctrl-C, the hook already stops them.
            if (removed(hook) && !ready) {
                stopAll(names);
            }
        }
    }

    private static boolean removed(Thread hook) {
        try {
            return Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            return false;
        }
    }

    private void stopAll(List<String> names) {
        try {
            int stopped = new Shutdown(processes).stop(names);
            System.err.printf(
                    "Stopped what was started: %d of %d services were running.%n",
                    stopped, names.size());
        } catch (LocalException e) {
            System.err.println(e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void await(List<Service> services, long deadline)
            throws LocalException, InterruptedException {
        for (Service service : services) {
            while (!service.isReady()) {
                if (processes.running(service.name()).isEmpty()) {
                    throw new LocalException(
                            "Cannot start %s: it ended.%s See %s."
                                    .formatted(
                                            service.title(),
                                            lastLine(service),
                                            data.log(service.name())));
                }
                if (System.nanoTime() > deadline) {
                    throw new LocalException(
                            "Cannot start %s: it is not ready after %d s. See %s."
                                    .formatted(
                                            service.title(),
                                            patience.toSeconds(),
                                            data.log(service.name())));
                }
                TimeUnit.MILLISECONDS.sleep(PROBE_INTERVAL_MILLIS);
            }
        }
    }

    /** The last line that the service printed, after a space; empty if it printed nothing. */
    private String lastLine(Service service) {
        Path output = data.output(service.name());
        try {
            List<String> lines = Files.readAllLines(output);
            return lines.isEmpty() ? "" : " " + lines.get(lines.size() - 1).strip();
        } catch (MalformedInputException e) {
            return "";
        } catch (IOException e) {
            return " " + e.getMessage();
        }
    }
}
