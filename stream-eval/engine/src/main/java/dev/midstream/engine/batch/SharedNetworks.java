package dev.midstream.engine.batch;

import dev.midstream.engine.Batching;
import dev.midstream.engine.batch.OpenedNetwork.ImageFormat;
import dev.midstream.engine.batch.OpenedNetwork.Layouts;
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
     * @param batching how the network is run
     * @throws InvalidModelException if the network cannot be opened or run
     */
    public BatchScorer scorer(
            NetworkKey key, NetworkFormat format, Batching batching, Opener opener)
            throws InvalidModelException {
        Shared shared = entered(key);
        boolean opened = false;
        try {
            OpenedNetwork network =
                    shared.network(layouts(key, batching), imageFormat(format), batching, opener);
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

    /** On a GPU each process chooses its kernels anew, by their speed. */
    private Layouts layouts(NetworkKey key, Batching batching) {
        return switch (batching.processor()) {
            case CPU -> question -> files.of(key.content(), question);
            case GPU -> LayoutFiles.Question::ask;
        };
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
    private static final class Shared {
        // Guarded by the networks.
        private int users;
        // Guarded by this: others wait while it is opened.
        private Optional<OpenedNetwork> opened = Optional.empty();

        synchronized OpenedNetwork network(
                Layouts layouts, ImageFormat format, Batching batching, Opener opener)
                throws InvalidModelException {
            if (opened.isPresent()) {
                return opened.get();
            }
            BatchedNetwork network = opener.open();
            boolean usable = false;
            try {
                OpenedNetwork asked =
                        OpenedNetwork.of(network, format, batching.batchSize(), layouts);
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
