package dev.midstream.local.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.midstream.local.cluster.DataDirectory;
import dev.midstream.local.cluster.LocalException;
import dev.midstream.local.cluster.Ports;
import dev.midstream.local.cluster.SampleCluster;
import dev.midstream.local.service.Service.Probe;
import dev.midstream.local.service.Service.UsedPort;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StartupTest {
    private static final Memory PLENTY = new Memory(1 << 20);

    @TempDir private Path directory;

    private DataDirectory data;
    private ServiceProcesses processes;

    @BeforeEach
    void create() throws Exception {
        data = new DataDirectory(directory.resolve("data"));
        data.create(SampleCluster.SETTINGS);
        processes = new ServiceProcesses(data);
    }

    @Test
    void requireRoom_takenPort_namesItsOption() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName(Ports.HOST))) {
            Service service = service("web", "sleep 60", () -> true, taken.getLocalPort());

            assertThatThrownBy(() -> Startup.requireRoom(List.of(service), PLENTY))
                    .isInstanceOf(LocalException.class)
                    .hasMessage(
                            "Cannot start the web: port %d is in use. Choose another with"
                                    + " --web-port, or any free ports with --free-ports.",
                            taken.getLocalPort());
        }
    }

    @Test
    void requireRoom_littleMemory_namesWhatHelps() {
        Service service = service("web", "sleep 60", () -> true, 0);

        assertThatThrownBy(() -> Startup.requireRoom(List.of(service, service), new Memory(1_999)))
                .hasMessage(
                        "Cannot start: 2,000 MiB of memory are needed, but 1,999 MiB are available."
                                + " Lower --taskmanagers or --taskmanager-memory.");
    }

    @Test
    void start_allWork_runUntilTheyAreStopped() throws Exception {
        List<Service> services =
                List.of(
                        service("one", "sleep 60", () -> true, 0),
                        service("two", "sleep 60", () -> true, 0));

        startup(Duration.ofSeconds(30)).start(services);

        List<ProcessHandle> running =
                services.stream()
                        .map(service -> processes.running(service.name()).orElseThrow())
                        .toList();
        assertThat(running).allMatch(ProcessHandle::isAlive);
        assertThat(new Shutdown(processes).stop(List.of("one", "two"))).isEqualTo(2);
        assertThat(running).noneMatch(ProcessHandle::isAlive);
        assertThat(new Shutdown(processes).stop(List.of("one", "two"))).isZero();
        assertThat(processes.started()).isEmpty();
    }

    @Test
    void start_oneEnds_saysWhyAndStopsTheOthers() {
        List<Service> services =
                List.of(
                        service("one", "sleep 60", () -> true, 0),
                        service("two", "echo No such thing.", () -> false, 0));

        assertThatThrownBy(() -> startup(Duration.ofSeconds(30)).start(services))
                .isInstanceOf(LocalException.class)
                .hasMessage(
                        "Cannot start the two: it ended. No such thing. See %s.", data.log("two"));
        assertThat(processes.running("one")).isEmpty();
    }

    @Test
    void start_oneNeverWorks_givesUpAndStopsIt() {
        List<Service> services = List.of(service("mute", "sleep 60", () -> false, 0));

        assertThatThrownBy(() -> startup(Duration.ZERO).start(services))
                .hasMessage(
                        "Cannot start the mute: it is not ready after 0 s. See %s.",
                        data.log("mute"));
        assertThat(processes.running("mute")).isEmpty();
    }

    private Startup startup(Duration patience) {
        return new Startup(data, processes, patience);
    }

    private static Service service(String name, String command, Probe probe, int port) {
        return new Service(
                name,
                "the " + name,
                "",
                List.of(command.split(" ", -1)),
                Map.of(),
                List.of(new UsedPort(port, "--" + name + "-port")),
                1_000,
                probe);
    }
}
