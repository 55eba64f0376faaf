package dev.midstream.images.corruption.blur;

import dev.midstream.images.Image;
import dev.midstream.images.corruption.Corruption;
import dev.midstream.images.corruption.Draws;
import dev.midstream.images.corruption.Scalable;
import dev.midstream.images.corruption.Severities;
import dev.midstream.images.imaging.LineBlur;
import java.util.List;

/** The trail of a moving camera, in a random direction within 45 degrees of the horizontal. */
public final class MotionBlur implements Corruption {

    record Trail(int radius, double sigma) implements Scalable<Trail> {
        @Override
        public Trail scaled(double factor) {
            return new Trail(Scalable.pixels(radius, factor), sigma * factor);
        }
    }

    static final Severities<Trail> TRAILS =
            Severities.scaling(
                    List.of(
                            new Trail(6, 1),
                            new Trail(6, 1.5),
                            new Trail(6, 2),
                            new Trail(8, 2),
                            new Trail(9, 2.5)),
                    List.of(
                            new Trail(10, 1),
                            new Trail(10, 1.5),
                            new Trail(10, 2),
                            new Trail(10, 2.5),
                            new Trail(12, 3)),
                    List.of(
                            new Trail(10, 3),
                            new Trail(15, 5),
                            new Trail(15, 8),
                            new Trail(15, 12),
                            new Trail(20, 15)));

    private static final double WIDEST_ANGLE = 45;

    public MotionBlur() {}

    @Override
    public String name() {
        return "motion_blur";
    }

    @Override
    public Image apply(Image image, int severity, Draws draws) {
        Trail trail = TRAILS.of(image, severity);
        double angle = draws.uniform(-WIDEST_ANGLE, WIDEST_ANGLE);
        return new LineBlur(trail.radius, trail.sigma, angle).apply(image);
    }
}
