package dev.midstream.trainer.training;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** Where the state of a run is kept while it runs. */
public interface Checkpoints {
    /** The state that a run goes on from; empty for one that starts. */
    Optional<TrainingState> latest();

    /** The longest time within an epoch without a checkpoint. */
    Duration interval();

    /**
     * Keeps a state, and forgets those before.
     *
     * @throws IOException if it cannot be written; the one before is intact then
     */
    void save(TrainingState state) throws IOException;
}
