package dev.midstream.images.corruption.weather;

import dev.midstream.images.FileFailures;
import dev.midstream.images.Image;
import dev.midstream.images.decode.Channels;
import dev.midstream.images.decode.ImageDecoder;
import dev.midstream.images.imaging.BilinearResize;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * The textures of {@link Frost}: the published photographs in a directory, or procedural ones.
 * Immutable and thread-safe.
 */
public final class FrostTextures {

    /** The number of textures. */
    public static final int COUNT = 5;

    private static final List<String> FILES =
            List.of("frost1.png", "frost2.png", "frost3.png", "frost4.jpg", "frost5.jpg");

    /** The number of image sizes whose scaled textures are cached. */
    private static final int MAX_SCALES = 8;

    private static final FrostTextures PROCEDURAL =
            new FrostTextures("procedural frost", () -> Procedural.TEXTURES);

    private final String source;
    private final Supplier<List<Image>> textures;
    private final Map<Double, List<Image>> scaled = new ConcurrentHashMap<>();

    private FrostTextures(String source, Supplier<List<Image>> textures) {
        this.source = source;
        this.textures = textures;
    }

    /**
     * Reads the five textures that the reference may choose: {@code frost1.png}, {@code
     * frost2.png}, {@code frost3.png}, {@code frost4.jpg} and {@code frost5.jpg}.
     *
     * @throws IOException if one is missing or is not an image, with a message for the user
     */
    public static FrostTextures open(Path directory) throws IOException {
        List<Image> textures = new ArrayList<>();
        for (String file : FILES) {
            textures.add(read(directory, file));
        }
        return new FrostTextures("frost textures of " + directory, () -> textures);
    }

    /**
     * Returns textures of fractal noise with bright crests, with the sizes of the published ones
     * and their mean and standard deviation of each colour, generated from a fixed seed on first
     * use; see {@link ProceduralFrost}. Results resemble the published frost but are not equal to
     * it.
     */
    public static FrostTextures procedural() {
        return PROCEDURAL;
    }

    /**
     * A description of the textures for outputs: {@code procedural frost} or {@code frost textures
     * of DIRECTORY}.
     */
    public String source() {
        return source;
    }

    @Override
    public String toString() {
        return source;
    }

    /** Returns a texture scaled to a fraction of its size; scaled textures are cached. */
    Image texture(int index, double scale) {
        if (scale == 1) {
            return textures.get().get(index);
        }
        List<Image> known = scaled.get(scale);
        if (known == null) {
            if (scaled.size() >= MAX_SCALES) {
                scaled.clear();
            }
            known =
                    textures.get().stream()
                            .map(texture -> BilinearResize.of(texture, scale))
                            .toList();
            scaled.put(scale, known);
        }
        return known.get(index);
    }

    private static Image read(Path directory, String name) throws IOException {
        Path file = directory.resolve(name);
        if (!Files.isRegularFile(file)) {
            throw new IOException(
                    "Cannot open frost textures: "
                            + directory
                            + " has no "
                            + name
                            + ". Name the directory with "
                            + String.join(", ", FILES)
                            + ".");
        }
        try {
            return ImageDecoder.decode(Files.readAllBytes(file), Channels.RGB);
        } catch (IOException e) {
            throw new IOException(
                    "Cannot open frost textures: " + file + ": " + FileFailures.reason(e) + ".", e);
        }
    }

    /** Initialised on first use. */
    private static final class Procedural {
        private static final List<Image> TEXTURES = ProceduralFrost.textures();
    }
}
