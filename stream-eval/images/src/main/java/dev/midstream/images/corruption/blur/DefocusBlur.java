package dev.midstream.images.corruption.blur;

import dev.midstream.images.Image;
import dev.midstream.images.corruption.Corruption;
import dev.midstream.images.corruption.Draws;
import dev.midstream.images.corruption.Scalable;
import dev.midstream.images.corruption.Severities;
import dev.midstream.images.imaging.Border;
import dev.midstream.images.imaging.FilterKernel;
import dev.midstream.images.imaging.Pixels;
import java.util.List;

/** The blur of an out-of-focus lens: a correlation with a disk whose edge is slightly smoothed. */
public final class DefocusBlur implements Corruption {

    record Disk(double radius, double aliasBlur) implements Scalable<Disk> {
        @Override
        public Disk scaled(double factor) {
            return new Disk(radius * factor, aliasBlur * factor);
        }
    }

    static final Severities<Disk> DISKS =
            Severities.scaling(
                    List.of(
                            new Disk(0.3, 0.4),
                            new Disk(0.4, 0.5),
                            new Disk(0.5, 0.6),
                            new Disk(1, 0.2),
                            new Disk(1.5, 0.1)),
                    List.of(
                            new Disk(0.5, 0.6),
                            new Disk(1, 0.1),
                            new Disk(1.5, 0.1),
                            new Disk(2.5, 0.01),
                            new Disk(3, 0.1)),
                    List.of(
                            new Disk(3, 0.1),
                            new Disk(4, 0.5),
                            new Disk(6, 0.5),
                            new Disk(8, 0.5),
                            new Disk(10, 0.5)));

    private static final Severities<FilterKernel> KERNELS =
            DISKS.map(disk -> FilterKernel.disk(disk.radius(), disk.aliasBlur()));

    public DefocusBlur() {}

    @Override
    public String name() {
        return "defocus_blur";
    }

    @Override
    public Image apply(Image image, int severity, Draws draws) {
        double[] blurred =
                KERNELS.of(image, severity)
                        .correlate(
                                Pixels.units(image),
                                image.height(),
                                image.width(),
                                image.channels(),
                                Border.MIRROR);
        return Pixels.like(image, Pixels.truncated(blurred));
    }
}
