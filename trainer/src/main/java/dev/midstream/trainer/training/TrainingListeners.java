package dev.midstream.trainer.training;

import dev.midstream.trainer.graph.step.StepResult;
import java.util.List;
import java.util.function.Consumer;

/** A listener that passes everything to several listeners in turn. */
public record TrainingListeners(List<TrainingListener> listeners) implements TrainingListener {
    public TrainingListeners {
        listeners = List.copyOf(listeners);
    }

    @Override
    public void resumed(long images) {
        tell(listener -> listener.resumed(images));
    }

    @Override
    public void trained(int epoch, int images, StepResult result) {
        tell(listener -> listener.trained(epoch, images, result));
    }

    @Override
    public void epochEnded(EpochRecord epoch) {
        tell(listener -> listener.epochEnded(epoch));
    }

    @Override
    public void measured(HeldOutRecord measured) {
        tell(listener -> listener.measured(measured));
    }

    @Override
    public void recomputed(int images) {
        tell(listener -> listener.recomputed(images));
    }

    private void tell(Consumer<TrainingListener> what) {
        listeners.forEach(what);
    }
}
