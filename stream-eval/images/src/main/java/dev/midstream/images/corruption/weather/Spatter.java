package dev.midstream.images.corruption.weather;

import dev.midstream.images.Image;
import dev.midstream.images.corruption.Corruption;
import dev.midstream.images.corruption.Draws;
import dev.midstream.images.corruption.Scalable;
import dev.midstream.images.corruption.Severities;
import dev.midstream.images.imaging.GaussianFilter;
import dev.midstream.images.imaging.Pixels;
import java.util.List;

/** Drops of water on the lens, or of mud at severities 4 and 5. */
public final class Spatter implements Corruption {

    /** The liquid. */
    enum Liquid {
        WATER(175, 238, 238),
        MUD(63, 42, 20);

        private final float[] colour;

        Liquid(int red, int green, int blue) {
            colour = new float[] {red / 255f, green / 255f, blue / 255f};
        }
    }

    /**
     * The parameters of drops.
     *
     * @param blur sigma of the smoothing of the random layer, in pixels
     * @param strength for water, the factor of its shading; for mud, the sigma of a second
     *     smoothing, in pixels
     */
    record Drops(
            double mean,
            double deviation,
            double blur,
            double threshold,
            double strength,
            Liquid liquid)
            implements Scalable<Drops> {
        @Override
        public Drops scaled(double factor) {
            return new Drops(
                    mean,
                    deviation,
                    blur * factor,
                    threshold,
                    liquid == Liquid.MUD ? strength * factor : strength,
                    liquid);
        }
    }

    static final Severities<Drops> DROPS =
            Severities.scaling(
                    List.of(
                            new Drops(0.62, 0.1, 0.7, 0.7, 0.5, Liquid.WATER),
                            new Drops(0.65, 0.1, 0.8, 0.7, 0.5, Liquid.WATER),
                            new Drops(0.65, 0.3, 1, 0.69, 0.5, Liquid.WATER),
                            new Drops(0.65, 0.1, 0.7, 0.69, 0.6, Liquid.MUD),
                            new Drops(0.65, 0.1, 0.5, 0.68, 0.6, Liquid.MUD)),
                    List.of(
                            new Drops(0.62, 0.1, 0.7, 0.7, 0.6, Liquid.WATER),
                            new Drops(0.65, 0.1, 0.8, 0.7, 0.6, Liquid.WATER),
                            new Drops(0.65, 0.3, 1, 0.69, 0.6, Liquid.WATER),
                            new Drops(0.65, 0.1, 0.7, 0.68, 0.6, Liquid.MUD),
                            new Drops(0.65, 0.1, 0.5, 0.67, 0.6, Liquid.MUD)),
                    List.of(
                            new Drops(0.65, 0.3, 4, 0.69, 0.6, Liquid.WATER),
                            new Drops(0.65, 0.3, 3, 0.68, 0.6, Liquid.WATER),
                            new Drops(0.65, 0.3, 2, 0.68, 0.5, Liquid.WATER),
                            new Drops(0.65, 0.3, 1, 0.65, 1.5, Liquid.MUD),
                            new Drops(0.67, 0.4, 1, 0.65, 1.5, Liquid.MUD)));

    private static final float MIN_COVER = 0.8f;

    public Spatter() {}

    @Override
    public String name() {
        return "spatter";
    }

    @Override
    public Image apply(Image image, int severity, Draws draws) {
        Drops drops = DROPS.of(image, severity);
        int height = image.height();
        int width = image.width();
        double[] noise = draws.normals(height * width, drops.mean, drops.deviation);
        double[] layer = GaussianFilter.of(drops.blur).apply(noise, height, width, 1);
        byte[] pixels =
                switch (drops.liquid) {
                    case WATER -> watered(image, water(layer, drops, height, width));
                    case MUD -> muddied(image, mud(layer, drops, height, width));
                };
        return Pixels.like(image, pixels);
    }

    /**
     * How much of the colour of water is added. Images of fewer than 20 pixels a side now and then
     * have no water: these stay as they are, where the reference divides by zero and makes them
     * black.
     */
    private static float[] water(double[] layer, Drops drops, int height, int width) {
        byte[] liquid = new byte[layer.length];
        for (int i = 0; i < liquid.length; i++) {
            liquid[i] = layer[i] < drops.threshold ? 0 : (byte) (int) (layer[i] * 255);
        }
        int[] shading = WaterDrops.shading(liquid, height, width);
        float[] amounts = new float[layer.length];
        float largest = 0;
        for (int i = 0; i < amounts.length; i++) {
            amounts[i] = (float) ((liquid[i] & 0xff) * shading[i]);
            largest = Math.max(largest, amounts[i]);
        }
        for (int i = 0; i < amounts.length && largest > 0; i++) {
            amounts[i] = amounts[i] / largest * (float) drops.strength;
        }
        return amounts;
    }

    private static byte[] watered(Image image, float[] amounts) {
        float[] values = Pixels.singleUnits(image);
        byte[] pixels = new byte[values.length];
        for (int i = 0; i < pixels.length; i++) {
            float added = amounts[i / Pixels.CHANNELS] * colour(Liquid.WATER, i);
            pixels[i] = Pixels.truncateSingle(values[i] + added);
        }
        return pixels;
    }

    /** Returns the share of each pixel that mud covers. */
    private static float[] mud(double[] layer, Drops drops, int height, int width) {
        double[] covered = new double[layer.length];
        for (int i = 0; i < covered.length; i++) {
            covered[i] = layer[i] > drops.threshold ? 1 : 0;
        }
        double[] smooth = GaussianFilter.of(drops.strength).applySingle(covered, height, width, 1);
        float[] amounts = new float[smooth.length];
        for (int i = 0; i < amounts.length; i++) {
            float amount = (float) smooth[i];
            amounts[i] = amount < MIN_COVER ? 0 : amount;
        }
        return amounts;
    }

    private static byte[] muddied(Image image, float[] amounts) {
        float[] values = Pixels.singleUnits(image);
        byte[] pixels = new byte[values.length];
        for (int i = 0; i < pixels.length; i++) {
            float amount = amounts[i / Pixels.CHANNELS];
            float mud = colour(Liquid.MUD, i) * amount;
            pixels[i] = Pixels.truncateSingle(values[i] * (1 - amount) + mud);
        }
        return pixels;
    }

    private static float colour(Liquid liquid, int index) {
        return liquid.colour[index % Pixels.CHANNELS];
    }
}
