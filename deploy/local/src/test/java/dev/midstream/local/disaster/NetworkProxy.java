package dev.midstream.local.disaster;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Passes connections of a loopback port on to another. While the network is cut, connections stand
 * and are accepted, but no byte passes.
 */
final class NetworkProxy implements AutoCloseable {
    private static final int BUFFER = 64 * 1024;

    private final ServerSocket server;
    private final int target;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final Object state = new Object();
    private boolean cut;

    /** Passes connections on to a port. */
    NetworkProxy(int target) throws IOException {
        this.target = target;
        this.server = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
        start(this::accept);
    }

    /** Returns the port that is passed on. */
    int port() {
        return server.getLocalPort();
    }

    void cut() {
        synchronized (state) {
            cut = true;
        }
    }

    void heal() {
        synchronized (state) {
            cut = false;
            state.notifyAll();
        }
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket client = server.accept();
                start(() -> connect(client));
            } catch (IOException e) {
                // Closed.
                return;
            }
        }
    }

    private void connect(Socket client) {
        open.add(client);
        try (client;
                Socket service = new Socket()) {
            open.add(service);
            awaitNetwork();
            service.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), target));
            Thread back = start(() -> pass(service, client));
            pass(client, service);
            back.join();
            open.remove(service);
        } catch (IOException | InterruptedException e) {
            // The service is down: the client's connection ends.
        } finally {
            open.remove(client);
        }
    }

    /** Passes bytes on until one side ends, which ends the other too. */
    private void pass(Socket from, Socket to) {
        byte[] buffer = new byte[BUFFER];
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                awaitNetwork();
                out.write(buffer, 0, read);
            }
            awaitNetwork();
        } catch (IOException | InterruptedException e) {
            // One side has ended.
        } finally {
            close(from);
            close(to);
        }
    }

    private void awaitNetwork() throws InterruptedException {
        synchronized (state) {
            while (cut) {
                state.wait();
            }
        }
    }

    private static Thread start(Runnable task) {
        Thread thread = new Thread(task, "network proxy");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // It is of no use any more.
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        heal();
        open.forEach(NetworkProxy::close);
    }
}
