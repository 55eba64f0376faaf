package dev.midstream.local.service;

import java.util.List;
import java.util.Map;

/**
 * One process of a cluster.
 *
 * @param name identifies the service in file names and in the arguments of {@code logs}
 * @param title the name to display
 * @param address where the service is reached, to display
 * @param command program and arguments
 * @param environment variables added to those of this process
 * @param ports where the service listens
 * @param mebibytes memory that the service may use, in MiB
 * @param probe tells whether the service is ready
 */
public record Service(
        String name,
        String title,
        String address,
        List<String> command,
        Map<String, String> environment,
        List<UsedPort> ports,
        int mebibytes,
        Probe probe) {

    /** Copies the collections. */
    public Service {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
        ports = List.copyOf(ports);
    }

    /** The same service with another probe. */
    Service withProbe(Probe other) {
        return new Service(name, title, address, command, environment, ports, mebibytes, other);
    }

    /**
     * A port that a service listens on.
     *
     * @param number the port
     * @param option the option of {@code up} that sets it
     */
    public record UsedPort(int number, String option) {}

    /** Whether the service is ready now. */
    public boolean isReady() throws InterruptedException {
        try {
            return probe.isReady();
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            return false;
        }
    }

    /** Checks whether a service is ready. */
    public interface Probe {
        /** Whether the service is ready now; any exception means that it is not. */
        boolean isReady() throws Exception;
    }
}
