package dev.midstream.local.disaster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A service that sends back what it receives. */
@Timeout(30)
final class NetworkProxyTest {
    private static final int MOMENT_MILLIS = 200;

    private ServerSocket service;
    private NetworkProxy proxy;

    @BeforeEach
    void start() throws IOException {
        service = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
        proxy = new NetworkProxy(service.getLocalPort());
    }

    @AfterEach
    void stop() throws IOException {
        proxy.close();
        service.close();
    }

    @Test
    void connection_network_passesBytesBothWays() throws Exception {
        try (Socket client = connect();
                Socket served = service.accept()) {
            client.getOutputStream().write(1);
            assertThat(served.getInputStream().read()).isEqualTo(1);
            served.getOutputStream().write(2);
            assertThat(client.getInputStream().read()).isEqualTo(2);
        }
    }

    @Test
    void cut_standingConnection_bytesWaitUntilItHeals() throws Exception {
        try (Socket client = connect();
                Socket served = service.accept()) {
            proxy.cut();
            client.getOutputStream().write(1);
            served.setSoTimeout(MOMENT_MILLIS);
            assertThatThrownBy(() -> served.getInputStream().read())
                    .isInstanceOf(SocketTimeoutException.class);
            proxy.heal();
            served.setSoTimeout(0);
            assertThat(served.getInputStream().read()).isEqualTo(1);
        }
    }

    @Test
    void connection_serviceEnds_endsToo() throws Exception {
        try (Socket client = connect()) {
            service.accept().close();
            assertThat(client.getInputStream().read()).isEqualTo(-1);
        }
    }

    private Socket connect() throws IOException {
        return new Socket(InetAddress.getLoopbackAddress(), proxy.port());
    }
}
