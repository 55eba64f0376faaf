package dev.midstream.broker;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/**
 * A further listener of a broker, which takes TLS connections of users with SCRAM passwords and
 * lets them do what the access-control list says. Clients of the other listener may do all.
 *
 * @param port on loopback
 * @param keyStore a PKCS #12 file with the broker's key
 * @param password of the key store
 */
record SecuredListener(int port, Path keyStore, String password) {
    static final String NAME = "SECURED";

    /** The address for clients, {@code host:port}. */
    String address() {
        return BrokerSettings.HOST + ":" + port;
    }

    /** The broker's settings of this listener, beside those that name all listeners. */
    Map<String, String> settings() {
        String prefix = "listener.name." + NAME.toLowerCase(Locale.ROOT) + ".";
        return Map.of(
                prefix + "ssl.keystore.type",
                "PKCS12",
                prefix + "ssl.keystore.location",
                keyStore.toString(),
                prefix + "ssl.keystore.password",
                password,
                prefix + "ssl.key.password",
                password,
                prefix + "sasl.enabled.mechanisms",
                SecuredBroker.MECHANISM,
                prefix + SecuredBroker.MECHANISM.toLowerCase(Locale.ROOT) + ".sasl.jaas.config",
                "org.apache.kafka.common.security.scram.ScramLoginModule required;",
                "authorizer.class.name",
                "org.apache.kafka.metadata.authorizer.StandardAuthorizer",
                "super.users",
                "User:ANONYMOUS");
    }
}
