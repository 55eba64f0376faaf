package dev.midstream.images.corruption;

import dev.midstream.images.corruption.blur.DefocusBlur;
import dev.midstream.images.corruption.blur.GaussianBlur;
import dev.midstream.images.corruption.blur.GlassBlur;
import dev.midstream.images.corruption.blur.MotionBlur;
import dev.midstream.images.corruption.blur.ZoomBlur;
import dev.midstream.images.corruption.digital.Brightness;
import dev.midstream.images.corruption.digital.Contrast;
import dev.midstream.images.corruption.digital.ElasticTransform;
import dev.midstream.images.corruption.digital.JpegCompression;
import dev.midstream.images.corruption.digital.Pixelate;
import dev.midstream.images.corruption.digital.Saturate;
import dev.midstream.images.corruption.noise.GaussianNoise;
import dev.midstream.images.corruption.noise.ImpulseNoise;
import dev.midstream.images.corruption.noise.ShotNoise;
import dev.midstream.images.corruption.noise.SpeckleNoise;
import dev.midstream.images.corruption.weather.Fog;
import dev.midstream.images.corruption.weather.Frost;
import dev.midstream.images.corruption.weather.Snow;
import dev.midstream.images.corruption.weather.Spatter;
import java.util.List;
import java.util.stream.Stream;

/** The corruptions Midstream knows, by name. */
public final class Corruptions {

    private static final List<Corruption> STANDARD =
            List.of(
                    new GaussianNoise(),
                    new ShotNoise(),
                    new ImpulseNoise(),
                    new DefocusBlur(),
                    new GlassBlur(),
                    new MotionBlur(),
                    new ZoomBlur(),
                    new Snow(),
                    new Frost(),
                    new Fog(),
                    new Brightness(),
                    new Contrast(),
                    new ElasticTransform(),
                    new Pixelate(),
                    new JpegCompression());
    private static final List<Corruption> EXTRA =
            List.of(new SpeckleNoise(), new GaussianBlur(), new Spatter(), new Saturate());
    private static final List<Corruption> ALL =
            Stream.concat(STANDARD.stream(), EXTRA.stream()).toList();

    private Corruptions() {}

    /** The 15 that the published means are taken over: noise, blur, weather, digital. */
    public static List<Corruption> standard() {
        return STANDARD;
    }

    /**
     * The 4 that the publication keeps for validation: one each of noise, blur, weather, digital.
     */
    public static List<Corruption> extra() {
        return EXTRA;
    }

    /** All 19 corruptions, the standard ones first. */
    public static List<Corruption> all() {
        return ALL;
    }

    /** Names of all corruptions, in the order of {@link #all()}. */
    public static List<String> names() {
        return ALL.stream().map(Corruption::name).toList();
    }

    /**
     * Returns the corruption of a name.
     *
     * @throws IllegalArgumentException if there is none; the message lists the names
     */
    public static Corruption named(String name) {
        for (Corruption corruption : ALL) {
            if (corruption.name().equals(name)) {
                return corruption;
            }
        }
        throw new IllegalArgumentException(
                "Unknown corruption: " + name + ". Use " + String.join(", ", names()) + ".");
    }
}
