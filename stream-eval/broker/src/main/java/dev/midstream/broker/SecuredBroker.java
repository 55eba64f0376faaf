package dev.midstream.broker;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;

/**
 * A broker in this JVM with TLS, passwords (SCRAM) and an access-control list, beside a plain
 * listener for what a test does itself.
 */
public final class SecuredBroker implements AutoCloseable {
    static final String MECHANISM = "SCRAM-SHA-256";
    private static final int SCRAM_ITERATIONS = 4096;

    private final Path directory;
    private final EmbeddedBroker broker;
    private final SecuredListener listener;

    private SecuredBroker(Path directory, EmbeddedBroker broker, SecuredListener listener) {
        this.directory = directory;
        this.broker = broker;
        this.listener = listener;
    }

    /**
     * Starts a broker with a key of its own.
     *
     * @param directory for its data and its key
     */
    public static SecuredBroker start(Path directory) throws IOException {
        Files.createDirectories(directory);
        Path keyStore = directory.resolve("broker.p12");
        String password = "broker-secret";
        keytool(
                "-genkeypair",
                "-keyalg",
                "EC",
                "-alias",
                "broker",
                "-dname",
                "CN=127.0.0.1",
                "-ext",
                "SAN=ip:127.0.0.1",
                "-storetype",
                "PKCS12",
                "-keystore",
                keyStore.toString(),
                "-storepass",
                password);
        keytool(
                "-exportcert",
                "-rfc",
                "-alias",
                "broker",
                "-keystore",
                keyStore.toString(),
                "-storepass",
                password,
                "-file",
                directory.resolve("broker.pem").toString());
        SecuredListener listener =
                new SecuredListener(BrokerPorts.free().client(), keyStore, password);
        return new SecuredBroker(
                directory, EmbeddedBroker.start(directory.resolve("data"), listener), listener);
    }

    private static void keytool(String... arguments) throws IOException {
        ProcessBuilder command =
                new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.command().addAll(List.of(arguments));
        Process process = command.redirectErrorStream(true).start();
        try {
            String said =
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IOException("Cannot make a key: " + said);
            }
        } catch (InterruptedException e) {
            throw (IOException) new InterruptedIOException("Cannot make a key").initCause(e);
        }
    }

    /** The broker with its plain listener. */
    public EmbeddedBroker broker() {
        return broker;
    }

    /** The secured address for clients, {@code host:port}. */
    public String bootstrapServers() {
        return listener.address();
    }

    /**
     * Adds a user with a password and returns the properties file of its clients, in which another
     * file stands for the password.
     *
     * @param rules what users may do; those of others are left out
     */
    public Path addUser(String user, String password, List<AccessRule> rules)
            throws IOException, InterruptedException {
        try (Admin admin =
                Admin.create(
                        Map.of(
                                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                                broker.bootstrapServers()))) {
            admin.alterUserScramCredentials(
                            List.of(
                                    new UserScramCredentialUpsertion(
                                            user,
                                            new ScramCredentialInfo(
                                                    ScramMechanism.fromMechanismName(MECHANISM),
                                                    SCRAM_ITERATIONS),
                                            password)))
                    .all()
                    .get();
            admin.createAcls(
                            rules.stream()
                                    .filter(rule -> rule.user().equals(user))
                                    .map(AccessRule::binding)
                                    .toList())
                    .all()
                    .get();
        } catch (ExecutionException e) {
            throw new IOException("Cannot add user " + user, e);
        }
        Path secrets = directory.resolve(user + "-secrets.properties");
        Files.writeString(secrets, "password=" + password + "\n");
        return Files.writeString(
                directory.resolve(user + ".properties"),
                """
                security.protocol=SASL_SSL
                sasl.mechanism=%s
                sasl.jaas.config=org.apache.kafka.common.security.scram.ScramLoginModule required username="%s" password="${file:%s:password}";
                ssl.truststore.type=PEM
                ssl.truststore.location=%s
                """
                        .formatted(MECHANISM, user, secrets, directory.resolve("broker.pem")));
    }

    @Override
    public void close() {
        broker.close();
    }
}
