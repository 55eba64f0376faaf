package dev.midstream.images.corruption.weather;

import dev.midstream.images.Image;
import dev.midstream.images.corruption.Corruption;
import dev.midstream.images.corruption.Draws;
import dev.midstream.images.corruption.Scalable;
import dev.midstream.images.corruption.Severities;
import dev.midstream.images.imaging.Pixels;
import java.util.List;
import java.util.Optional;

/** Ice crystals on the lens: a random part of a frost texture, blended with the image. */
public final class Frost implements Corruption {

    /**
     * The blending of a texture.
     *
     * @param imageWeight of the image; the weights need not sum to 1
     * @param frostWeight of the texture
     * @param textureScale factor of the texture's sides
     */
    record Layer(double imageWeight, double frostWeight, double textureScale)
            implements Scalable<Layer> {
        @Override
        public Layer scaled(double factor) {
            return new Layer(imageWeight, frostWeight, textureScale * factor);
        }
    }

    static final Severities<Layer> LAYERS =
            Severities.scaling(
                    List.of(
                            new Layer(1, 0.2, 0.2),
                            new Layer(1, 0.3, 0.2),
                            new Layer(0.9, 0.4, 0.2),
                            new Layer(0.85, 0.4, 0.2),
                            new Layer(0.75, 0.45, 0.2)),
                    List.of(
                            new Layer(1, 0.3, 0.3),
                            new Layer(0.9, 0.4, 0.3),
                            new Layer(0.8, 0.45, 0.3),
                            new Layer(0.75, 0.5, 0.3),
                            new Layer(0.7, 0.55, 0.3)),
                    List.of(
                            new Layer(1, 0.4, 1),
                            new Layer(0.8, 0.6, 1),
                            new Layer(0.7, 0.7, 1),
                            new Layer(0.65, 0.7, 1),
                            new Layer(0.6, 0.75, 1)));

    private static final double MAX_VALUE = 255;

    private final FrostTextures textures;

    /** Makes frost of {@link FrostTextures#procedural()}. */
    public Frost() {
        this(FrostTextures.procedural());
    }

    /** Makes frost of given textures. */
    public Frost(FrostTextures textures) {
        this.textures = textures;
    }

    @Override
    public String name() {
        return "frost";
    }

    @Override
    public Image apply(Image image, int severity, Draws draws) {
        Layer layer = LAYERS.of(image, severity);
        int index = draws.integer(0, FrostTextures.COUNT);
        Image texture = textures.texture(index, layer.textureScale);
        int top = draws.integer(0, starts(texture.height(), image.height()));
        int left = draws.integer(0, starts(texture.width(), image.width()));
        return Pixels.like(image, covered(image, texture, top, left, layer));
    }

    @Override
    public Optional<String> remark() {
        return Optional.of("Frost: " + textures.source() + ".");
    }

    /**
     * The number of start positions; the reference never chooses the last. Small textures have one.
     */
    private static int starts(int texture, int image) {
        return Math.max(1, texture - image);
    }

    /** Blends; textures that are too small are repeated. */
    private static byte[] covered(Image image, Image texture, int top, int left, Layer layer) {
        byte[] pixels = image.pixels();
        byte[] frost = texture.pixels();
        byte[] covered = new byte[pixels.length];
        int at = 0;
        for (int y = 0; y < image.height(); y++) {
            int row = (top + y) % texture.height() * texture.width();
            for (int x = 0; x < image.width(); x++) {
                int source = (row + (left + x) % texture.width()) * Pixels.CHANNELS;
                for (int channel = 0; channel < Pixels.CHANNELS; channel++) {
                    double sum =
                            layer.imageWeight * (pixels[at] & 0xff)
                                    + layer.frostWeight * (frost[source + channel] & 0xff);
                    covered[at++] = (byte) (int) Math.min(MAX_VALUE, sum);
                }
            }
        }
        return covered;
    }
}
