package dev.midstream.engine.batch;

import dev.midstream.schemas.model.InvalidModelException;
import java.nio.ByteBuffer;

/**
 * A network as an engine runs it: batch by batch, without any care for how batches round. Several
 * threads may run it at once.
 */
public interface BatchedNetwork extends AutoCloseable {
    /**
     * Runs the network.
     *
     * @param pixels {@code [images, height, width, channel]}, a direct buffer from position 0 to
     *     its limit
     * @return its output as it is: logits or probabilities
     * @throws InvalidModelException if the output is not what the model's manifest says
     */
    Answers answer(ByteBuffer pixels, int images) throws InvalidModelException;

    @Override
    void close();
}
