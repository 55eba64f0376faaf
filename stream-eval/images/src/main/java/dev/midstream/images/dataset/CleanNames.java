package dev.midstream.images.dataset;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The ids of clean images, by which corrupted copies of them are known. A copy may have another
 * ending than its original ({@code a.JPEG} of {@code a.png}), or one more ({@code a.jpg.png} of
 * {@code a.jpg}).
 */
final class CleanNames {
    private final Map<String, List<Integer>> byId = new HashMap<>();
    private final Map<String, List<Integer>> byStem = new HashMap<>();

    CleanNames(ImageDataset clean) {
        for (int i = 0; i < clean.size(); i++) {
            String id = clean.imageId(i);
            byId.computeIfAbsent(id, unused -> new ArrayList<>()).add(i);
            byStem.computeIfAbsent(stem(id), unused -> new ArrayList<>()).add(i);
        }
    }

    /**
     * The indexes of the clean images that a copy may be of: those of the same id, else those whose
     * id with one more ending is that of the copy, else those that differ in the ending.
     */
    List<Integer> find(String copy) {
        List<Integer> same = byId.getOrDefault(copy, List.of());
        if (!same.isEmpty()) {
            return same;
        }
        List<Integer> extended = byId.getOrDefault(stem(copy), List.of());
        return extended.isEmpty() ? byStem.getOrDefault(stem(copy), List.of()) : extended;
    }

    private static String stem(String id) {
        int dot = id.lastIndexOf('.');
        return dot > id.lastIndexOf('/') + 1 ? id.substring(0, dot) : id;
    }
}
