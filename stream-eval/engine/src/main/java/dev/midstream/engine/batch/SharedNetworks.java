package dev.midstream.engine.batch;

import dev.midstream.engine.batch.OpenedNetwork.ImageFormat;
import dev.midstream.schemas.model.InvalidModelException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The opened networks of a process: all that score the same network in the same way share one, with
 * one copy of its weights. The last one that is closed closes it.
 */
public final class SharedNetworks {
    private static final SharedNetworks PROCESS = new SharedNetworks(LayoutFiles.ofUser());

    private final Map<NetworkKey, Shared> networks = new HashMap<>();
    private final LayoutFiles files;

    SharedNetworks(LayoutFiles files) {
        this.files = files;
    }

    /** Returns those of this process, or, where class loaders separate jobs, of this job. */
    public static SharedNetworks ofProcess() {
        return PROCESS;
    }

    /** Opens a network. */
    public interface Opener {
        /** Returns a network that several threads may run at once. */
        BatchedNetwork open() throws InvalidModelException;
    }

    /**
     * Returns a scorer of a network, which is opened and asked how it rounds if nobody scores it
     * yet.
     *
     * @param batchSize images that one run scores at most
     * @throws InvalidModelException if the network cannot be opened or run
     */
    public BatchScorer scorer(NetworkKey key, NetworkFormat format, int batchSize, Opener opener)
            throws InvalidModelException {
        Shared shared = entered(key);
        boolean opened = false;
        try {
            OpenedNetwork network =
                    shared.network(key.content(), imageFormat(format), batchSize, opener);
            BatchScorer scorer = new BatchScorer(network, () -> leave(key, shared));
            opened = true;
            return scorer;
        } finally {
            if (!opened) {
                leave(key, shared);
            }
        }
    }

    /** Returns how many networks are open. */
    public synchronized int size() {
        return networks.size();
    }

    private static ImageFormat imageFormat(NetworkFormat format) {
        return new ImageFormat(format.input().imageBytes(), format.output().type());
    }

    private synchronized Shared entered(NetworkKey key) {
        Shared shared = networks.computeIfAbsent(key, absent -> new Shared());
        shared.users++;
        return shared;
    }

    private void leave(NetworkKey key, Shared shared) {
        synchronized (this) {
            shared.users--;
            if (shared.users > 0) {
                return;
            }
            networks.remove(key);
        }
        shared.close();
    }

    /** A network and how many use it. */
    private final class Shared {
        // Guarded by the networks.
        private int users;
        // Guarded by this: others wait while it is opened.
        private Optional<OpenedNetwork> opened = Optional.empty();

        synchronized OpenedNetwork network(
                String name, ImageFormat format, int batchSize, Opener opener)
                throws InvalidModelException {
            if (opened.isPresent()) {
                return opened.get();
            }
            BatchedNetwork network = opener.open();
            boolean usable = false;
            try {
                OpenedNetwork asked =
                        OpenedNetwork.of(
                                network, format, batchSize, question -> files.of(name, question));
                opened = Optional.of(asked);
                usable = true;
                return asked;
            } finally {
                if (!usable) {
                    network.close();
                }
            }
        }

        synchronized void close() {
            opened.ifPresent(OpenedNetwork::close);
            opened = Optional.empty();
        }
    }
}
