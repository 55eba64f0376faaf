package dev.midstream.local;

import java.util.List;
import java.util.Map;

/**
 * One process of a cluster.
 *
 * @param name of its files, and for {@code logs}
 * @param title what it is to a person
 * @param address where it is reached
 * @param command program and arguments
 * @param environment added to this process's
 * @param ports which it will listen on, with what they are for
 * @param mebibytes memory that it may come to use
 * @param probe tells when it works
 */
record Service(
        String name,
        String title,
        String address,
        List<String> command,
        Map<String, String> environment,
        List<UsedPort> ports,
        int mebibytes,
        Probe probe) {

    Service {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
        ports = List.copyOf(ports);
    }

    /**
     * A port and the option that sets it.
     *
     * @param number the port
     * @param option of the command {@code up}
     */
    record UsedPort(int number, String option) {}

    /** Asks a service whether it works. */
    interface Probe {
        /** Whether it works now; a failure of any kind means no. */
        boolean works() throws Exception;
    }
}
