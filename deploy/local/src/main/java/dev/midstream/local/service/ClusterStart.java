package dev.midstream.local.service;

import dev.midstream.broker.BrokerFiles;
import dev.midstream.local.cluster.ClusterSettings;
import dev.midstream.local.cluster.DataDirectory;
import dev.midstream.local.cluster.Installation;
import dev.midstream.local.cluster.LocalException;
import dev.midstream.local.configuration.FlinkConfiguration;
import dev.midstream.local.configuration.FlinkMemory;
import dev.midstream.local.configuration.Logging;
import dev.midstream.local.configuration.PrometheusFiles;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** The start of those services of a cluster that are not running. */
public final class ClusterStart {
    private final Installation installation;
    private final DataDirectory data;
    private final ClusterSettings settings;
    private final ServiceCatalog catalog;
    private final ServiceProcesses processes;

    /** The start of the cluster in {@code data}. */
    public ClusterStart(Installation installation, DataDirectory data, ClusterSettings settings) {
        this.installation = installation;
        this.data = data;
        this.settings = settings;
        this.catalog = new ServiceCatalog(installation, data, settings);
        this.processes = new ServiceProcesses(data);
    }

    /** The services that are not running, in the order of their start. */
    public List<Service> missing() {
        return missing(catalog.services());
    }

    private List<Service> missing(List<Service> services) {
        return services.stream()
                .filter(service -> processes.running(service.name()).isEmpty())
                .toList();
    }

    /**
     * Writes all configuration files.
     *
     * @throws LocalException if ports or memory of the missing services are not available
     */
    public void prepare() throws LocalException, IOException {
        Startup.requireRoom(missing(), Memory.available());
        data.create(settings);
        Logging.write(data);
        BrokerFiles.write(
                data.kafka(),
                ServiceCatalog.kafkaSettings(data),
                settings.ports().kafka(),
                settings.ports().controller());
        FlinkConfiguration.write(data, settings);
        PrometheusFiles.write(installation, data, settings.ports());
    }

    /**
     * Starts the missing services, after {@link #prepare}, and returns when they are ready.
     *
     * @param timeout how long to wait for that
     * @throws LocalException if one ends or is not ready in time; those just started are stopped
     */
    public void start(Duration timeout) throws LocalException, InterruptedException {
        List<Service> services =
                catalog.services(
                        FlinkMemory.ofJobManager(installation, data),
                        FlinkMemory.ofTaskManager(installation, data));
        new Startup(data, processes, timeout).start(missing(services));
    }
}
