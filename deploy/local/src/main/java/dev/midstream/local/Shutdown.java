package dev.midstream.local;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Stops processes by their ids: first in good manners, then by force. */
final class Shutdown {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final ServiceProcess processes;

    Shutdown(ServiceProcess processes) {
        this.processes = processes;
    }

    /**
     * Stops the named services and returns when they have ended; the broker last, for all others
     * talk to it.
     *
     * @return how many ran
     */
    int stop(List<String> services) throws LocalException, InterruptedException {
        List<String> clients = services.stream().filter(name -> !name.equals("kafka")).toList();
        List<String> brokers = services.stream().filter(name -> name.equals("kafka")).toList();
        return stopAtOnce(clients) + stopAtOnce(brokers);
    }

    private int stopAtOnce(List<String> services) throws LocalException, InterruptedException {
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
