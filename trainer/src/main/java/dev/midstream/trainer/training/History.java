package dev.midstream.trainer.training;

import java.util.ArrayList;
import java.util.List;

/** What a run has come through, in order: its epochs, and how the midpoint did after them. */
public record History(List<EpochRecord> epochs, List<HeldOutRecord> heldOut) {
    /** Of a run that has not begun. */
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
