package dev.midstream.images.corruption.digital;

import dev.midstream.images.Image;
import dev.midstream.images.corruption.Corruption;
import dev.midstream.images.corruption.Draws;
import dev.midstream.images.corruption.Severities;
import dev.midstream.images.imaging.JpegRoundTrip;
import java.util.List;

/** The losses of a baseline JPEG with half the colour resolution. */
public final class JpegCompression implements Corruption {

    static final Severities<Integer> QUALITIES =
            Severities.of(
                    List.of(80, 65, 58, 50, 40),
                    List.of(65, 58, 50, 40, 25),
                    List.of(25, 18, 15, 10, 7));

    private static final Severities<JpegRoundTrip> ROUND_TRIPS =
            QUALITIES.map(JpegRoundTrip::ofQuality);

    public JpegCompression() {}

    @Override
    public String name() {
        return "jpeg_compression";
    }

    @Override
    public Image apply(Image image, int severity, Draws draws) {
        return ROUND_TRIPS.of(image, severity).apply(image);
    }
}
