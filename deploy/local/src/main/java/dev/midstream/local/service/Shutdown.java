package dev.midstream.local.service;

import dev.midstream.local.cluster.LocalException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;

/** Stops services by process id: first by SIGTERM and, if they do not end in time, by SIGKILL. */
public final class Shutdown {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final ServiceProcesses processes;

    /** Stops services of {@code processes}. */
    public Shutdown(ServiceProcesses processes) {
        this.processes = processes;
    }

    /**
     * Stops services and waits until they have ended. The broker is stopped last, since all others
     * are its clients.
     *
     * @param services names of the services
     * @return the number of services that were running
     */
    public int stop(List<String> services) throws LocalException, InterruptedException {
        Predicate<String> isBroker = ServiceCatalog.KAFKA::equals;
        return stopTogether(services.stream().filter(isBroker.negate()).toList())
                + stopTogether(services.stream().filter(isBroker).toList());
    }

    private int stopTogether(List<String> services) throws LocalException, InterruptedException {
        Map<String, ProcessHandle> running = new LinkedHashMap<>();
        for (String service : services) {
            processes.running(service).ifPresent(process -> running.put(service, process));
        }
        running.values().forEach(ProcessHandle::destroy);
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        for (ProcessHandle process : running.values()) {
            if (!ended(process, deadline - System.nanoTime())) {
                process.destroyForcibly();
                ended(process, PATIENCE.toNanos());
            }
        }
        for (String service : services) {
            if (processes.running(service).isPresent()) {
                throw new LocalException(
                        "Cannot stop %s: process %d does not end."
                                .formatted(service, processes.running(service).get().pid()));
            }
            processes.forget(service);
        }
        return running.size();
    }

    @SuppressWarnings("CheckReturnValue")
    private static boolean ended(ProcessHandle process, long nanos) throws InterruptedException {
        try {
            process.onExit().get(Math.max(0, nanos), TimeUnit.NANOSECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }
}
