package dev.midstream.local;

import dev.midstream.local.Service.UsedPort;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Starts services and waits until they work. */
final class Startup {
    private static final long LOOK_MILLIS = 100;

    private final DataDirectory data;
    private final ServiceProcess processes;
    private final Duration patience;

    Startup(DataDirectory data, ServiceProcess processes, Duration patience) {
        this.data = data;
        this.processes = processes;
        this.patience = patience;
    }

    /**
     * Checks that the services' ports are free and their memory is there.
     *
     * @throws LocalException that names the option that helps
     */
    static void requireRoom(List<Service> services, Memory memory) throws LocalException {
        for (Service service : services) {
            for (UsedPort port : service.ports()) {
                if (!Ports.isFree(port.number())) {
                    throw new LocalException(
                            "Cannot start %s: port %d is taken. Choose another by %s, or free ones for all by --free-ports."
                                    .formatted(service.title(), port.number(), port.option()));
                }
            }
        }
        int needed = services.stream().mapToInt(Service::mebibytes).sum();
        if (memory.mebibytes() < needed) {
            throw new LocalException(
                    "Cannot start: %,d MiB of memory are needed and %,d MiB are available. Lower --taskmanagers or --taskmanager-memory."
                            .formatted(needed, memory.mebibytes()));
        }
    }

    /**
     * Starts the services, in turn where one needs another, and returns when all of them work.
     *
     * @throws LocalException if one ends or does not work in time; none of them runs then
     */
    void start(List<Service> services) throws LocalException, InterruptedException {
        List<String> names = services.stream().map(Service::name).toList();
        Thread hook = new Thread(() -> stopAll(names), "stop what was started");
        Runtime.getRuntime().addShutdownHook(hook);
        boolean works = false;
        try {
            long deadline = System.nanoTime() + patience.toNanos();
            List<Service> waiting = new ArrayList<>();
            for (Service service : services) {
                // The dashboard asks the broker at once, and gives up.
                if (service.name().equals("dashboard")) {
                    await(waiting, deadline);
                    waiting.clear();
                }
                processes.start(service);
                waiting.add(service);
            }
            await(waiting, deadline);
            works = true;
        } finally {
            // While the JVM shuts down, after Ctrl-C, the hook is at work already.
            if (removed(hook) && !works) {
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
            System.err.printf("Stopped what was started (%d).%n", stopped);
        } catch (LocalException e) {
            System.err.println(e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void await(List<Service> services, long deadline)
            throws LocalException, InterruptedException {
        for (Service service : services) {
            while (!works(service)) {
                if (processes.running(service.name()).isEmpty()) {
                    throw new LocalException(
                            "Cannot start %s: it has ended.%s See %s."
                                    .formatted(
                                            service.title(),
                                            lastWords(service),
                                            data.log(service.name())));
                }
                if (System.nanoTime() > deadline) {
                    throw new LocalException(
                            "Cannot start %s: it does not answer after %d s. See %s."
                                    .formatted(
                                            service.title(),
                                            patience.toSeconds(),
                                            data.log(service.name())));
                }
                TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
            }
        }
    }

    private static boolean works(Service service) throws InterruptedException {
        try {
            return service.probe().works();
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            return false;
        }
    }

    /** The last line that it printed, where there is one. */
    private String lastWords(Service service) {
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
