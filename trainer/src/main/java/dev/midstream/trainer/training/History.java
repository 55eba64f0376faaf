package dev.midstream.trainer.training;

import java.util.ArrayList;
import java.util.List;

/** The epochs of a run in order, and the figures on held-out images after them. */
public record History(List<EpochRecord> epochs, List<HeldOutRecord> heldOut) {
    /** The history of a run that has not started. */
    public static final History EMPTY = new History(List.of(), List.of());

    public History {
        epochs = List.copyOf(epochs);
        heldOut = List.copyOf(heldOut);
    }

    History with(EpochRecord epoch) {
        List<EpochRecord> more = new ArrayList<>(epochs);
        more.add(epoch);
        return new History(more, heldOut);
    }

    History with(HeldOutRecord measured) {
        List<HeldOutRecord> more = new ArrayList<>(heldOut);
        more.add(measured);
        return new History(epochs, more);
    }
}
