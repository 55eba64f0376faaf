package dev.midstream.broker;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The settings of a one-node cluster, small enough to share a JVM with its clients. */
final class BrokerSettings {
    static final String HOST = "127.0.0.1";
    static final int NODE_ID = 1;
    static final String CLIENT_LISTENER = "CLIENT";
    static final String CONTROLLER_LISTENER = "CONTROLLER";

    private BrokerSettings() {}

    static Map<String, String> of(
            Path directory, BrokerPorts ports, Optional<SecuredListener> listener) {
        Map<String, String> settings = new HashMap<>(of(directory, ports));
        listener.ifPresent(
                secured -> {
                    String address = SecuredListener.NAME + "://" + secured.address();
                    settings.merge("listeners", address, BrokerSettings::list);
                    settings.merge("advertised.listeners", address, BrokerSettings::list);
                    settings.merge(
                            "listener.security.protocol.map",
                            SecuredListener.NAME + ":" + SecuredListener.PROTOCOL,
                            BrokerSettings::list);
                    settings.putAll(secured.settings());
                });
        return settings;
    }

    private static String list(String first, String second) {
        return first + "," + second;
    }

    static Map<String, String> of(Path directory, BrokerPorts ports) {
        String client = "%s://%s:%d".formatted(CLIENT_LISTENER, HOST, ports.client());
        String controller = "%s://%s:%d".formatted(CONTROLLER_LISTENER, HOST, ports.controller());
        return Map.ofEntries(
                Map.entry("process.roles", "broker,controller"),
                Map.entry("node.id", String.valueOf(NODE_ID)),
                Map.entry("listeners", client + "," + controller),
                Map.entry("advertised.listeners", client),
                Map.entry("inter.broker.listener.name", CLIENT_LISTENER),
                Map.entry("controller.listener.names", CONTROLLER_LISTENER),
                Map.entry(
                        "listener.security.protocol.map",
                        CLIENT_LISTENER + ":PLAINTEXT," + CONTROLLER_LISTENER + ":PLAINTEXT"),
                Map.entry(
                        "controller.quorum.voters",
                        "%d@%s:%d".formatted(NODE_ID, HOST, ports.controller())),
                Map.entry("log.dirs", directory.toAbsolutePath().toString()),
                Map.entry("auto.create.topics.enable", "false"),
                // A single node has no replicas.
                Map.entry("default.replication.factor", "1"),
                Map.entry("min.insync.replicas", "1"),
                Map.entry("offsets.topic.replication.factor", "1"),
                Map.entry("offsets.topic.num.partitions", "1"),
                Map.entry("transaction.state.log.replication.factor", "1"),
                Map.entry("transaction.state.log.min.isr", "1"),
                Map.entry("transaction.state.log.num.partitions", "1"),
                Map.entry("share.coordinator.state.topic.replication.factor", "1"),
                Map.entry("share.coordinator.state.topic.min.isr", "1"),
                Map.entry("share.coordinator.state.topic.num.partitions", "1"),
                // Groups need not wait for more members, since no others join.
                Map.entry("group.initial.rebalance.delay.ms", "0"),
                // The default of 128 MB is for larger clusters.
                Map.entry("log.cleaner.dedupe.buffer.size", "2097152"),
                Map.entry("num.network.threads", "2"),
                Map.entry("num.io.threads", "2"),
                Map.entry("background.threads", "2"));
    }
}
