package dev.midstream.images.corruption.digital;

import dev.midstream.images.Image;
import dev.midstream.images.corruption.Corruption;
import dev.midstream.images.corruption.Draws;
import dev.midstream.images.corruption.Severities;
import dev.midstream.images.imaging.Hsv;
import java.util.List;

/** Paler or stronger colours; the highest severities also tint greys red. */
public final class Saturate implements Corruption {

    record Change(double factor, double added) {}

    static final Severities<Change> CHANGES =
            Severities.of(
                    List.of(
                            new Change(0.3, 0),
                            new Change(0.1, 0),
                            new Change(1.5, 0),
                            new Change(2, 0.1),
                            new Change(2.5, 0.2)),
                    List.of(
                            new Change(0.3, 0),
                            new Change(0.1, 0),
                            new Change(2, 0),
                            new Change(5, 0.1),
                            new Change(30, 0.2)),
                    List.of(
                            new Change(0.3, 0),
                            new Change(0.1, 0),
                            new Change(2, 0),
                            new Change(5, 0.1),
                            new Change(20, 0.2)));

    public Saturate() {}

    @Override
    public String name() {
        return "saturate";
    }

    @Override
    public Image apply(Image image, int severity, Draws draws) {
        Change change = CHANGES.of(image, severity);
        return Hsv.adjusted(
                image,
                saturation -> Math.min(1, saturation * change.factor + change.added),
                value -> value);
    }
}
