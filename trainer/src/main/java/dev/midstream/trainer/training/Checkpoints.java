package dev.midstream.trainer.training;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** Stores the state of a run so that it can be resumed. */
public interface Checkpoints {
    /**
     * Hands over the state to resume from and forgets it, since it is as large as the network;
     * empty for a run that starts, and after the first call.
     */
    Optional<TrainingState> take();

    /** The longest time within an epoch without a checkpoint. */
    Duration interval();

    /**
     * Stores a state in place of the previous one.
     *
     * @throws IOException if it cannot be written; the previous one is intact then
     */
    void save(TrainingState state) throws IOException;
}
