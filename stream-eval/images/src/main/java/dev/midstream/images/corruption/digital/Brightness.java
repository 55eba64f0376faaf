package dev.midstream.images.corruption.digital;

import dev.midstream.images.Image;
import dev.midstream.images.corruption.Corruption;
import dev.midstream.images.corruption.Draws;
import dev.midstream.images.corruption.Severities;
import dev.midstream.images.imaging.Hsv;
import java.util.List;

/** A brighter image: a higher value (HSV) at the same hue and saturation. */
public final class Brightness implements Corruption {

    static final Severities<Double> ADDED =
            Severities.of(
                    List.of(0.05, 0.1, 0.15, 0.2, 0.3),
                    List.of(0.1, 0.2, 0.3, 0.4, 0.5),
                    List.of(0.1, 0.2, 0.3, 0.4, 0.5));

    public Brightness() {}

    @Override
    public String name() {
        return "brightness";
    }

    @Override
    public Image apply(Image image, int severity, Draws draws) {
        double added = ADDED.of(image, severity);
        return Hsv.adjusted(image, saturation -> saturation, value -> Math.min(1, value + added));
    }
}
