package dev.midstream.broker;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * A broker in this JVM with TLS, passwords (SCRAM) and an access-control list, beside a plain
 * listener for what a test does itself.
 */
public final class SecuredBroker implements AutoCloseable {
    private final EmbeddedBroker broker;
    private final SecuredListener listener;
    private final BrokerUsers users;

    private SecuredBroker(EmbeddedBroker broker, SecuredListener listener, BrokerUsers users) {
        this.broker = broker;
        this.listener = listener;
        this.users = users;
    }

    /**
     * Starts a broker with a key of its own.
     *
     * @param directory for its data and its key
     */
    public static SecuredBroker start(Path directory) throws IOException {
        BrokerKey key = BrokerKey.create(directory, "ip:" + BrokerSettings.HOST);
        SecuredListener listener =
                new SecuredListener(BrokerSettings.HOST, BrokerPorts.free().client(), key);
        EmbeddedBroker broker = EmbeddedBroker.start(directory.resolve("data"), listener);
        return new SecuredBroker(
                broker,
                listener,
                new BrokerUsers(broker.bootstrapServers(), directory, key.certificate()));
    }

    /** The broker with its plain listener. */
    public EmbeddedBroker broker() {
        return broker;
    }

    /** The secured address for clients, {@code host:port}. */
    public String bootstrapServers() {
        return listener.address();
    }

    /** Adds a user, as {@link BrokerUsers#add} does. */
    public Path addUser(String user, String password, List<AccessRule> rules)
            throws IOException, InterruptedException {
        return users.add(user, password, rules);
    }

    @Override
    public void close() {
        broker.close();
    }
}
