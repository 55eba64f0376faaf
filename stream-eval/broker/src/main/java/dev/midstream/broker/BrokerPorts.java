package dev.midstream.broker;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/**
 * The two loopback ports of a broker.
 *
 * @param client port for producers and consumers
 * @param controller port between broker and controller
 */
record BrokerPorts(int client, int controller) {

    /** Two different ports that were free a moment ago. */
    static BrokerPorts free() throws IOException {
        InetAddress loopback = InetAddress.getByName(BrokerSettings.HOST);
        // Both sockets are open at the same time, so that the ports differ.
        try (ServerSocket client = new ServerSocket(0, 1, loopback);
                ServerSocket controller = new ServerSocket(0, 1, loopback)) {
            return new BrokerPorts(client.getLocalPort(), controller.getLocalPort());
        }
    }
}
