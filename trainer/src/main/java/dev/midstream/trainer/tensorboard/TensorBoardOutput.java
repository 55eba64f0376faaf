package dev.midstream.trainer.tensorboard;

import dev.midstream.trainer.training.TrainingListener;
import dev.midstream.trainer.training.TrainingListeners;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Event files of a run, if the user wants them. */
public final class TensorBoardOutput implements AutoCloseable {
    private final Optional<TensorBoardListener> listener;

    private TensorBoardOutput(Optional<TensorBoardListener> listener) {
        this.listener = listener;
    }

    /** Begins an event file in a directory, if there is one. */
    public static TensorBoardOutput of(Optional<Path> directory) {
        return new TensorBoardOutput(directory.map(TensorBoardListener::new));
    }

    /** A listener that writes the events and tells another. */
    public TrainingListener and(TrainingListener other) {
        return listener.isPresent() ? new TrainingListeners(List.of(other, listener.get())) : other;
    }

    @Override
    public void close() {
        listener.ifPresent(TensorBoardListener::close);
    }
}
