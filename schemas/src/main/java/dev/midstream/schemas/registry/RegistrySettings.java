package dev.midstream.schemas.registry;

import java.io.Serializable;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;

/**
 * The address of a schema registry and the retries of its client. Serialisable, so that each task
 * of a distributed job opens its own {@link SchemaRegistry}.
 *
 * @param url base URL of the Confluent-compatible interface, without user info: {@code
 *     http://host:8081}, or {@code http://host:8080/apis/ccompat/v7} for Apicurio
 * @param userInfo {@code user:password} for basic authentication, or empty for none
 * @param timeout timeout of a connection attempt and of a request
 * @param attempts the most attempts before an unreachable registry is reported; at least 1
 * @param pause pause before the second attempt, which doubles before each further attempt
 */
public record RegistrySettings(
        URI url, String userInfo, Duration timeout, int attempts, Duration pause)
        implements Serializable {
    private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(5);
    private static final int DEFAULT_ATTEMPTS = 4;
    private static final Duration DEFAULT_PAUSE = Duration.ofMillis(250);

    public RegistrySettings {
        String scheme = url.getScheme();
        if (!("http".equalsIgnoreCase(scheme) || "https".equalsIgnoreCase(scheme))
                || url.getHost() == null) {
            throw new IllegalArgumentException(
                    "Invalid schema registry: %s. Use a URL such as http://host:8081."
                            .formatted(url));
        }
        if (url.getRawUserInfo() != null
                || url.getRawQuery() != null
                || url.getRawFragment() != null) {
            throw new IllegalArgumentException(
                    "Invalid schema registry at %s: its URL must not have a query, a fragment or a user."
                            .formatted(url.getHost()));
        }
        if (!userInfo.isEmpty() && userInfo.indexOf(':') < 0) {
            throw new IllegalArgumentException(
                    "Invalid user of the schema registry at %s: give it as USER:PASSWORD."
                            .formatted(url.getHost()));
        }
        if (attempts < 1) {
            throw new IllegalArgumentException("Invalid number of attempts: " + attempts);
        }
    }

    /**
     * The registry at {@code url}, which may include {@code user:password@}.
     *
     * @throws IllegalArgumentException if this is not an HTTP URL, with a message for the user
     */
    public static RegistrySettings of(String url) {
        URI given;
        try {
            given = new URI(url.strip());
            String user = given.getUserInfo();
            URI bare =
                    new URI(
                            given.getScheme(),
                            null,
                            given.getHost(),
                            given.getPort(),
                            withoutSlash(given.getPath() == null ? "" : given.getPath()),
                            given.getQuery(),
                            given.getFragment());
            return new RegistrySettings(
                    bare,
                    user == null ? "" : user,
                    DEFAULT_TIMEOUT,
                    DEFAULT_ATTEMPTS,
                    DEFAULT_PAUSE);
        } catch (URISyntaxException e) {
            // The URL may contain a password, so the message does not repeat it.
            throw new IllegalArgumentException(
                    "Invalid schema registry: %s. Use a URL such as http://host:8081."
                            .formatted(e.getReason()),
                    e);
        }
    }

    private static String withoutSlash(String path) {
        return path.endsWith("/") ? withoutSlash(path.substring(0, path.length() - 1)) : path;
    }

    /** The same registry with the credentials {@code user:password}. */
    public RegistrySettings as(String user) {
        return new RegistrySettings(url, user, timeout, attempts, pause);
    }

    /** The same registry with other retries. */
    public RegistrySettings retrying(int times, Duration firstPause) {
        return new RegistrySettings(url, userInfo, timeout, times, firstPause);
    }

    /** The address without the password. */
    @Override
    public String toString() {
        return url.toString();
    }
}
