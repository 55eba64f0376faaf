package dev.midstream.local.disaster;

import dev.midstream.local.cluster.DataDirectory;
import dev.midstream.local.cluster.Ports;
import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;

/** What a cluster is configured with beside the settings of {@code deploy/local}. */
final class ClusterFiles {
    private ClusterFiles() {}

    /** Returns Flink's settings: short timeouts, and high availability. */
    static Map<String, String> flink(DataDirectory data, int zookeeper, Optional<SmallDisk> disk) {
        Map<String, String> settings = new TreeMap<>();
        settings.put("heartbeat.interval", "1s");
        settings.put("heartbeat.timeout", "6s");
        settings.put("high-availability.type", "zookeeper");
        settings.put("high-availability.zookeeper.quorum", Ports.HOST + ":" + zookeeper);
        settings.put("high-availability.zookeeper.client.session-timeout", "6s");
        settings.put("high-availability.zookeeper.client.connection-timeout", "3s");
        settings.put("high-availability.storageDir", data.root().resolve("ha").toUri().toString());
        settings.put("restart-strategy.type", "exponential-delay");
        settings.put("restart-strategy.exponential-delay.initial-backoff", "1s");
        settings.put("restart-strategy.exponential-delay.max-backoff", "3s");
        settings.put("execution.checkpointing.timeout", "10s");
        disk.ifPresent(
                small ->
                        settings.put(
                                "execution.checkpointing.dir",
                                small.directory().toUri().toString()));
        return settings;
    }

    /** Lets the broker listen on one more port, which is reached through another. */
    static void addListener(Path file, int port, int advertised) throws IOException {
        Properties settings = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            settings.load(reader);
        }
        String listener = ",PROXIED://" + Ports.HOST + ":";
        append(settings, "listeners", listener + port);
        append(settings, "advertised.listeners", listener + advertised);
        append(settings, "listener.security.protocol.map", ",PROXIED:PLAINTEXT");
        settings.setProperty("transaction.abort.timed.out.transaction.cleanup.interval.ms", "1000");
        try (Writer writer = Files.newBufferedWriter(file)) {
            settings.store(writer, "Settings of a local broker behind a proxy");
        }
    }

    private static void append(Properties settings, String name, String more) {
        settings.setProperty(name, settings.getProperty(name) + more);
    }

    /** Writes ZooKeeper's settings. */
    static Path writeZookeeper(DataDirectory data, int port) throws IOException {
        Path file = data.configuration().resolve("zookeeper.properties");
        Properties settings = new Properties();
        settings.setProperty("clientPort", String.valueOf(port));
        settings.setProperty("clientPortAddress", Ports.HOST);
        settings.setProperty("dataDir", data.root().resolve("zookeeper").toString());
        settings.setProperty("tickTime", "1000");
        settings.setProperty("admin.enableServer", "false");
        try (Writer writer = Files.newBufferedWriter(file)) {
            settings.store(writer, "Settings of a local ZooKeeper");
        }
        return file;
    }
}
