package dev.midstream.offline.result;

import dev.midstream.images.corruption.Condition;
import dev.midstream.images.plan.Design;
import dev.midstream.images.plan.TestPlan;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How many images models were shown.
 *
 * @param design which of the conditions each image was shown under
 * @param population number of images of the split, of which the images are a random part, or all
 * @param images by condition, in the order of the plan
 */
public record ShownItems(Design design, int population, Map<Condition, Integer> images) {
    public ShownItems {
        images = Collections.unmodifiableMap(new LinkedHashMap<>(images));
    }

    /** What a plan shows. */
    public static ShownItems of(TestPlan plan) {
        Map<Condition, Integer> images = new LinkedHashMap<>();
        for (int i = 0; i < plan.conditions().size(); i++) {
            images.put(plan.conditions().get(i), plan.items().under(i).size());
        }
        return new ShownItems(plan.items().design(), plan.population(), images);
    }

    /** How many images were shown under a condition. */
    public int under(Condition condition) {
        return images.getOrDefault(condition, 0);
    }

    /** Whether each image was shown under one condition, drawn at random. */
    public boolean isOneCondition() {
        return design instanceof Design.OneCondition;
    }
}
