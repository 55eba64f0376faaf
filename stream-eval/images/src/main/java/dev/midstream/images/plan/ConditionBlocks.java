package dev.midstream.images.plan;

import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * Every image under every condition, in blocks of {@value #BLOCK_IMAGES} images: all images of a
 * block under the first condition, then all of them under the next. The cells of a run differ by at
 * most a block, and consecutive images are of one cell, so that a stream can add them up before it
 * sends their sums on.
 *
 * @param images how many
 * @param conditions how many
 */
record ConditionBlocks(int images, int conditions) implements ItemOrder {
    /** Images of a block; the last has fewer. */
    static final int BLOCK_IMAGES = 32;

    @Override
    public int size() {
        return Math.multiplyExact(images, conditions);
    }

    @Override
    public int imageOf(int item) {
        int first = first(item);
        return first + (item - first * conditions) % length(first);
    }

    @Override
    public int conditionOf(int item) {
        int first = first(item);
        return (item - first * conditions) / length(first);
    }

    @Override
    public OptionalInt itemOf(int image, int condition) {
        return OptionalInt.of(item(image, condition));
    }

    @Override
    public List<Integer> under(int condition) {
        return IntStream.range(0, images).map(image -> item(image, condition)).boxed().toList();
    }

    @Override
    public Design design() {
        return Design.EVERY_CONDITION;
    }

    private int item(int image, int condition) {
        int first = image - image % BLOCK_IMAGES;
        return first * conditions + condition * length(first) + image - first;
    }

    /** The first image of an item's block. */
    private int first(int item) {
        return item / (BLOCK_IMAGES * conditions) * BLOCK_IMAGES;
    }

    private int length(int first) {
        return Math.min(BLOCK_IMAGES, images - first);
    }
}
