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
import java.util.ArrayList;
import java.util.List;

/** An ordered list of corruptions with different names. Immutable. */
public final class Corruptions {

    private static final int STANDARD = 15;
    private static final int EXTRA = 4;

    private static final Corruptions KNOWN =
            new Corruptions(
                    List.of(
                            // The 15 that the published means are taken over.
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
                            new JpegCompression(),
                            // The 4 that the publication keeps for validation.
                            new SpeckleNoise(),
                            new GaussianBlur(),
                            new Spatter(),
                            new Saturate()
                            // Corruptions of no publication follow.
                            ));

    private final List<Corruption> list;

    private Corruptions(List<Corruption> list) {
        this.list = List.copyOf(list);
    }

    /** The corruptions of Midstream: the 15 standard ones, the 4 extra ones, then any others. */
    public static Corruptions known() {
        return KNOWN;
    }

    /** Returns this list with a corruption added, or replaced if there is one of the same name. */
    public Corruptions with(Corruption corruption) {
        List<Corruption> changed = new ArrayList<>(list);
        int index = names().indexOf(corruption.name());
        if (index < 0) {
            changed.add(corruption);
        } else {
            changed.set(index, corruption);
        }
        return new Corruptions(changed);
    }

    /** All corruptions, in order. */
    public List<Corruption> all() {
        return list;
    }

    /** The names of all corruptions, in order. */
    public List<String> names() {
        return list.stream().map(Corruption::name).toList();
    }

    /**
     * Returns the corruption of a name.
     *
     * @throws IllegalArgumentException if there is none; the message lists the names
     */
    public Corruption named(String name) {
        for (Corruption corruption : list) {
            if (corruption.name().equals(name)) {
                return corruption;
            }
        }
        throw new IllegalArgumentException(
                "Unknown corruption: " + name + ". Use " + String.join(", ", names()) + ".");
    }

    /**
     * Returns the corruptions that a word of the command line stands for: {@code standard} (the 15
     * that the published means are taken over), {@code extra} (the 4 kept for validation), {@code
     * all}, or a name.
     *
     * @throws IllegalArgumentException if it is none of these
     */
    public List<Corruption> group(String word) {
        return switch (word) {
            case "all" -> list;
            case "standard" -> list.subList(0, STANDARD);
            case "extra" -> list.subList(STANDARD, STANDARD + EXTRA);
            default -> List.of(named(word));
        };
    }
}
