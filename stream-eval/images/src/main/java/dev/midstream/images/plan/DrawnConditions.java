package dev.midstream.images.plan;

import dev.midstream.images.SeededRandom;
import dev.midstream.images.corruption.Condition;
import dev.midstream.images.dataset.ImageDataset;
import dev.midstream.images.plan.Design.OneCondition;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * Every image under one condition, which depends only on the seed, the image's id and the
 * conditions.
 */
final class DrawnConditions implements ItemOrder {
    private final OneCondition design;
    private final int[] drawn;

    private DrawnConditions(OneCondition design, int[] drawn) {
        this.design = design;
        this.drawn = drawn;
    }

    /** Draws a condition for each image. */
    static DrawnConditions of(
            ImageDataset images, List<Condition> conditions, OneCondition design, long seed) {
        int clean = conditions.indexOf(Condition.CLEAN);
        int[] drawn = new int[images.size()];
        for (int i = 0; i < drawn.length; i++) {
            SeededRandom random = new SeededRandom(seed, "condition", images.imageId(i));
            boolean separate = clean >= 0 && conditions.size() > 1;
            if (separate && random.nextUnit() < design.cleanShare()) {
                drawn[i] = clean;
            } else if (separate) {
                int corrupted = random.nextInt(conditions.size() - 1);
                drawn[i] = corrupted < clean ? corrupted : corrupted + 1;
            } else {
                drawn[i] = random.nextInt(conditions.size());
            }
        }
        return new DrawnConditions(design, drawn);
    }

    @Override
    public int size() {
        return drawn.length;
    }

    @Override
    public int imageOf(int item) {
        return item;
    }

    @Override
    public int conditionOf(int item) {
        return drawn[item];
    }

    @Override
    public OptionalInt itemOf(int image, int condition) {
        return drawn[image] == condition ? OptionalInt.of(image) : OptionalInt.empty();
    }

    @Override
    public List<Integer> under(int condition) {
        return IntStream.range(0, drawn.length).filter(i -> drawn[i] == condition).boxed().toList();
    }

    @Override
    public Design design() {
        return design;
    }
}
