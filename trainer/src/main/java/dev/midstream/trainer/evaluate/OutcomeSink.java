package dev.midstream.trainer.evaluate;

import java.io.IOException;

/** Takes scored chunks, one after the other in the order of the plan. */
interface OutcomeSink extends AutoCloseable {
    /** Forgets what it is given. */
    OutcomeSink NONE = outcomes -> {};

    void accept(ChunkOutcomes outcomes) throws IOException;

    @Override
    default void close() throws IOException {}
}
