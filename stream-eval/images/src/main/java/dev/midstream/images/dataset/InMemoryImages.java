package dev.midstream.images.dataset;

import dev.midstream.images.Image;
import dev.midstream.images.imaging.Pixels;
import java.util.List;
import java.util.Objects;
import java.util.function.IntFunction;

/** A data set whose decoded images are in memory, in one byte array each. */
public final class InMemoryImages implements ImageDataset {

    private final String name;
    private final List<String> classes;
    private final int height;
    private final int width;
    private final byte[][] pixels;
    private final int[] labels;
    private final IntFunction<String> ids;
    private final List<String> remarks;

    public InMemoryImages(
            String name,
            List<String> classes,
            int height,
            int width,
            byte[][] pixels,
            int[] labels,
            IntFunction<String> ids) {
        this(name, classes, height, width, pixels, labels, ids, List.of());
    }

    private InMemoryImages(
            String name,
            List<String> classes,
            int height,
            int width,
            byte[][] pixels,
            int[] labels,
            IntFunction<String> ids,
            List<String> remarks) {
        this.name = name;
        this.classes = List.copyOf(classes);
        this.height = height;
        this.width = width;
        this.pixels = pixels;
        this.labels = labels;
        this.ids = ids;
        this.remarks = List.copyOf(remarks);
    }

    /** These images with remarks on what was left out. */
    public InMemoryImages remarking(List<String> sentences) {
        return new InMemoryImages(name, classes, height, width, pixels, labels, ids, sentences);
    }

    @Override
    public List<String> remarks() {
        return remarks;
    }

    /** Names images of a format that numbers them: {@code test-00042}. */
    public static IntFunction<String> numbered(Split split) {
        return index -> {
            String number = Integer.toString(index);
            return split + "-" + "0".repeat(Math.max(0, 5 - number.length())) + number;
        };
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public List<String> classes() {
        return classes;
    }

    @Override
    public int height() {
        return height;
    }

    @Override
    public int width() {
        return width;
    }

    @Override
    public int channels() {
        return Pixels.CHANNELS;
    }

    @Override
    public int size() {
        return pixels.length;
    }

    @Override
    public String imageId(int index) {
        return ids.apply(checked(index));
    }

    @Override
    public int label(int index) {
        return labels[index];
    }

    @Override
    public Image image(int index) {
        return new Image(height, width, Pixels.CHANNELS, pixels[index]);
    }

    private int checked(int index) {
        return Objects.checkIndex(index, pixels.length);
    }
}
