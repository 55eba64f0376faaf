package dev.midstream.offline.run;

import dev.midstream.images.Image;
import dev.midstream.images.plan.Design;
import dev.midstream.images.plan.TestPlan;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The pixels of chunks. An image that is read from disk is decoded once and kept until it has been
 * shown under every condition; chunks come in an order in which that is soon. Thread-safe.
 */
final class ChunkImages {
    private final TestPlan plan;
    private final boolean keeps;
    private final Map<Integer, Kept> kept = new ConcurrentHashMap<>();

    ChunkImages(TestPlan plan) {
        this.plan = plan;
        this.keeps = keeps(plan);
    }

    /** Whether images of a plan would otherwise be decoded more than once. */
    static boolean keeps(TestPlan plan) {
        return !plan.images().inMemory()
                && plan.corrupted().isEmpty()
                && plan.items().design() instanceof Design.EveryCondition
                && plan.conditions().size() > 1;
    }

    /** An image, and under how many conditions it has been shown. */
    private static final class Kept {
        private Optional<Image> image = Optional.empty();
        private int shown;

        synchronized Image image(TestPlan plan, int index) {
            if (image.isEmpty()) {
                image = Optional.of(plan.images().image(index));
            }
            return image.get();
        }

        synchronized boolean isDone(int conditions) {
            shown++;
            return shown == conditions;
        }
    }

    /** The pixels of a chunk, {@code [item, height, width, channel]}. */
    byte[] of(List<Integer> items) {
        if (!keeps) {
            return plan.pixels(items);
        }
        int length = plan.images().height() * plan.images().width() * plan.images().channels();
        byte[] pixels = new byte[Math.multiplyExact(items.size(), length)];
        for (int i = 0; i < items.size(); i++) {
            byte[] shown = shown(items.get(i)).pixels();
            System.arraycopy(shown, 0, pixels, i * length, length);
        }
        return pixels;
    }

    private Image shown(int item) {
        int index = plan.imageOf(item);
        Kept entry = kept.computeIfAbsent(index, unused -> new Kept());
        Image clean = entry.image(plan, index);
        if (entry.isDone(plan.conditions().size())) {
            kept.remove(index);
        }
        return plan.shown(clean, index, plan.conditionOf(item));
    }
}
