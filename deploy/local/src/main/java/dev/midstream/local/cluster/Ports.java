package dev.midstream.local.cluster;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;

/**
 * The ports of a cluster, all on 127.0.0.1.
 *
 * @param kafka where producers and consumers connect
 * @param controller where the broker talks to its controller
 * @param rest Flink's web interface and REST API
 * @param jobManager where TaskManagers register
 * @param blobs where TaskManagers fetch jars
 * @param dashboard the dashboard's page
 * @param prometheus Prometheus' page and API
 * @param metrics where the JobManager, then each TaskManager, exposes its metrics
 */
public record Ports(
        int kafka,
        int controller,
        int rest,
        int jobManager,
        int blobs,
        int dashboard,
        int prometheus,
        List<Integer> metrics) {
    /** The loopback address that all services listen on. */
    public static final String HOST = "127.0.0.1";

    private static final int SINGLE = 7;

    /** Copies the list. */
    public Ports {
        metrics = List.copyOf(metrics);
    }

    /** Ports for {@code taskManagers} TaskManagers that were free a moment ago. */
    public static Ports free(int taskManagers) throws IOException {
        List<ServerSocket> sockets = new ArrayList<>();
        try {
            // All sockets stay open until the last is bound, so that the ports differ.
            for (int i = 0; i < SINGLE + 1 + taskManagers; i++) {
                sockets.add(new ServerSocket(0, 1, InetAddress.getByName(HOST)));
            }
            List<Integer> free = sockets.stream().map(ServerSocket::getLocalPort).toList();
            return new Ports(
                    free.get(0),
                    free.get(1),
                    free.get(2),
                    free.get(3),
                    free.get(4),
                    free.get(5),
                    free.get(6),
                    free.subList(SINGLE, free.size()));
        } finally {
            for (ServerSocket socket : sockets) {
                socket.close();
            }
        }
    }

    /** The broker's address. */
    public String bootstrapServers() {
        return HOST + ":" + kafka;
    }

    /** The HTTP address of a port. */
    public static String address(int port) {
        return "http://" + HOST + ":" + port;
    }

    /** Whether nothing listens on {@code port}. */
    public static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            // Servers set it too: a port with connections in TIME_WAIT counts as free.
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(HOST, port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
