package dev.midstream.broker;

import java.util.Locale;
import java.util.Map;

/**
 * A further listener of a broker, which takes TLS connections of users with SCRAM passwords and
 * lets them do what the access-control list says. Clients of the other listeners may do all.
 *
 * @param host by which clients reach it
 * @param port on which it listens
 * @param key the broker's
 */
public record SecuredListener(String host, int port, BrokerKey key) {
    public static final String NAME = "SECURED";
    public static final String PROTOCOL = "SASL_SSL";
    static final String MECHANISM = "SCRAM-SHA-256";

    /** The address for clients, {@code host:port}. */
    public String address() {
        return host + ":" + port;
    }

    /** The broker's settings of this listener, beside those that name all listeners. */
    public Map<String, String> settings() {
        String prefix = "listener.name." + NAME.toLowerCase(Locale.ROOT) + ".";
        return Map.of(
                prefix + "ssl.keystore.type",
                "PKCS12",
                prefix + "ssl.keystore.location",
                key.keyStore().toString(),
                prefix + "ssl.keystore.password",
                key.password(),
                prefix + "ssl.key.password",
                key.password(),
                prefix + "sasl.enabled.mechanisms",
                MECHANISM,
                prefix + MECHANISM.toLowerCase(Locale.ROOT) + ".sasl.jaas.config",
                "org.apache.kafka.common.security.scram.ScramLoginModule required;",
                "authorizer.class.name",
                "org.apache.kafka.metadata.authorizer.StandardAuthorizer",
                "super.users",
                "User:ANONYMOUS");
    }
}
