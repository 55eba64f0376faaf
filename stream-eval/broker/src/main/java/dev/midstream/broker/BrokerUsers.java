package dev.midstream.broker;

import java.io.IOException;
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
 * Users of a broker with a {@link SecuredListener}: their passwords, what they may do, and the
 * files that their clients take this from.
 *
 * @param bootstrapServers where everything is allowed, {@code host:port}
 * @param directory for the files
 * @param certificate the broker's, a PEM file
 */
public record BrokerUsers(String bootstrapServers, Path directory, Path certificate) {
    private static final int SCRAM_ITERATIONS = 4096;

    /**
     * Adds a user with a password and returns the properties file of its clients, in which another
     * file stands for the password.
     *
     * @param rules what users may do; those of others are left out
     */
    public Path add(String user, String password, List<AccessRule> rules)
            throws IOException, InterruptedException {
        try (Admin admin =
                Admin.create(
                        Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers))) {
            admin.alterUserScramCredentials(
                            List.of(
                                    new UserScramCredentialUpsertion(
                                            user,
                                            new ScramCredentialInfo(
                                                    ScramMechanism.fromMechanismName(
                                                            SecuredListener.MECHANISM),
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
                        .formatted(SecuredListener.MECHANISM, user, secrets, certificate));
    }
}
