package dev.midstream.local.cluster;

import dev.midstream.local.cluster.ClusterSettings.StateBackend;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The settings of a cluster for tests, which nothing starts. */
public final class SampleCluster {
    /** Settings in which every component has another value. */
    public static final ClusterSettings SETTINGS =
            new ClusterSettings(
                    new Ports(1, 2, 3, 4, 5, 6, 7, List.of(8, 9, 10)),
                    2,
                    3,
                    1_500,
                    StateBackend.HASHMAP,
                    Map.of("heartbeat.timeout", "10 s", "state.backend.type", "forst"),
                    Optional.of(Path.of("/usr/bin/prometheus")));

    private SampleCluster() {}
}
