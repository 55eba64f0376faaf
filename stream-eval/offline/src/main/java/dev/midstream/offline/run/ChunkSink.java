package dev.midstream.offline.run;

import java.io.IOException;

/** Takes scored chunks, one after the other in the order of the plan. */
public interface ChunkSink extends AutoCloseable {
    /** Forgets what it is given. */
    ChunkSink NONE = chunk -> {};

    void accept(ScoredChunk chunk) throws IOException;

    /** Makes what it was given last. It is closed without where the evaluation failed. */
    default void complete() throws IOException {}

    @Override
    default void close() throws IOException {}
}
