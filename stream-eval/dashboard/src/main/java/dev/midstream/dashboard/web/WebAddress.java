package dev.midstream.dashboard.web;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Optional;

/**
 * Where a server listens and who may read from it. An address that other machines reach needs a
 * token or TLS.
 *
 * @param host the address to listen on
 * @param port the port to listen on, 0 for any free one
 * @param token that readers must show
 * @param tls certificate and key for HTTPS
 */
public record WebAddress(String host, int port, Optional<Token> token, Optional<TlsKey> tls) {
    private static final int MAX_PORT = 65_535;

    /**
     * Checks the values.
     *
     * @throws IllegalArgumentException if one of them is not possible, or others could read
     */
    public WebAddress {
        if (port < 0 || port > MAX_PORT) {
            throw new IllegalArgumentException(
                    "Invalid port: %d. Use 1 to 65535, or 0 for any free one.".formatted(port));
        }
        if (!isLoopback(host) && token.isEmpty() && tls.isEmpty()) {
            throw new IllegalArgumentException(
                    ("Cannot listen on %s: other machines could read the page. Add --token-file or"
                                    + " --tls-keystore, or use --host 127.0.0.1.")
                            .formatted(host));
        }
    }

    /** An address on this machine, open to everybody on it. */
    public static WebAddress of(String host, int port) {
        return new WebAddress(host, port, Optional.empty(), Optional.empty());
    }

    private static boolean isLoopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(
                    "Invalid --host: %s is no address of this machine.".formatted(host), e);
        }
    }

    /** Whether requests must be for a name of this machine, as nothing else protects them. */
    boolean isOpen() {
        return token.isEmpty() && isLoopback(host);
    }

    /** Where a browser finds the server that listens on {@code actualPort}. */
    public URI uri(int actualPort) {
        // An IPv6 address needs brackets; the wildcard is no place to go to.
        String name = host.indexOf(':') >= 0 ? "[" + host + "]" : host;
        String reachable = name.equals("0.0.0.0") || name.equals("[::]") ? "localhost" : name;
        String scheme = tls.isPresent() ? "https" : "http";
        return URI.create(scheme + "://" + reachable + ":" + actualPort + "/");
    }
}
