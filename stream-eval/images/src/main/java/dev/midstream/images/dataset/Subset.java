package dev.midstream.images.dataset;

import dev.midstream.images.Image;
import dev.midstream.images.SeededRandom;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Some images of a data set, in their own order; ids and labels are those of the source. */
public final class Subset implements ImageDataset {

    private final ImageDataset source;
    private final int[] indexes;
    private final List<String> ownRemarks;

    private Subset(ImageDataset source, int[] indexes) {
        this(source, indexes, List.of());
    }

    private Subset(ImageDataset source, int[] indexes, List<String> ownRemarks) {
        this.source = source;
        this.indexes = indexes;
        this.ownRemarks = ownRemarks;
    }

    /** Returns these images with a remark on why they are not all. */
    Subset remarking(String sentence) {
        return new Subset(source, indexes, List.of(sentence));
    }

    /**
     * Returns the first {@code limit} images of a seeded permutation, or all of them, permuted, if
     * there are fewer. A larger limit with the same seed keeps these images and adds more.
     *
     * @throws IllegalArgumentException if the limit is negative
     */
    public static Subset firstOf(ImageDataset source, int limit, long seed) {
        if (limit < 0) {
            throw new IllegalArgumentException("Invalid limit: " + limit + ", is negative");
        }
        int[] order = new SeededRandom(seed, "subset").permutation(source.size());
        return new Subset(source, Arrays.copyOf(order, Math.min(limit, order.length)));
    }

    /** Returns the leading images of the source, in its order. */
    public static Subset leading(ImageDataset source, int count) {
        int[] order = new int[Math.min(count, source.size())];
        Arrays.setAll(order, i -> i);
        return new Subset(source, order);
    }

    /** Returns the same images in the order of the source. */
    public Subset listed() {
        int[] ascending = indexes.clone();
        Arrays.sort(ascending);
        return new Subset(source, ascending);
    }

    /**
     * Returns the images of this subset from an index on.
     *
     * @throws IllegalArgumentException if there are fewer
     */
    public Subset from(int index) {
        if (index < 0 || index > indexes.length) {
            throw new IllegalArgumentException(
                    "Cannot skip " + index + " of " + indexes.length + " images.");
        }
        return new Subset(source, Arrays.copyOfRange(indexes, index, indexes.length));
    }

    /** Returns those of the images whose index in this subset is chosen. */
    public Subset where(IntPredicate chosen) {
        return new Subset(
                source,
                IntStream.range(0, indexes.length)
                        .filter(chosen)
                        .map(index -> indexes[index])
                        .toArray());
    }

    /** The index of the image in the data set that this subset was taken from. */
    public int sourceIndex(int index) {
        return indexes[index];
    }

    @Override
    public String name() {
        return source.name();
    }

    @Override
    public List<String> classes() {
        return source.classes();
    }

    @Override
    public int height() {
        return source.height();
    }

    @Override
    public int width() {
        return source.width();
    }

    @Override
    public int channels() {
        return source.channels();
    }

    @Override
    public int size() {
        return indexes.length;
    }

    @Override
    public String imageId(int index) {
        return source.imageId(indexes[index]);
    }

    @Override
    public int label(int index) {
        return source.label(indexes[index]);
    }

    @Override
    public Image image(int index) {
        return source.image(indexes[index]);
    }

    @Override
    public Image original(int index) {
        return source.original(indexes[index]);
    }

    @Override
    public Optional<Resizing> resizing() {
        return source.resizing();
    }

    @Override
    public List<String> remarks() {
        return Stream.concat(source.remarks().stream(), ownRemarks.stream()).toList();
    }

    @Override
    public boolean inMemory() {
        return source.inMemory();
    }

    @Override
    public void copyPixels(int index, byte[] target, int offset) {
        source.copyPixels(indexes[index], target, offset);
    }
}
