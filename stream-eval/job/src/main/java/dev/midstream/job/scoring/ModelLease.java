package dev.midstream.job.scoring;

import dev.midstream.schemas.model.ModelDirectory;

/**
 * A model directory, all files of which were verified, and which stays where it is until the lease
 * is closed.
 */
public final class ModelLease implements AutoCloseable {
    private final ModelDirectory directory;
    private final Runnable end;
    private boolean ended;

    ModelLease(ModelDirectory directory, Runnable end) {
        this.directory = directory;
        this.end = end;
    }

    /** Returns the directory. */
    public ModelDirectory directory() {
        return directory;
    }

    @Override
    public synchronized void close() {
        if (!ended) {
            ended = true;
            end.run();
        }
    }
}
