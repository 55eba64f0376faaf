package dev.midstream.trainer.train;

import dev.midstream.trainer.training.TrainingListener;

/** Follows a run and tells a person about it. */
public interface RunReport extends TrainingListener, AutoCloseable {
    @Override
    void close();
}
