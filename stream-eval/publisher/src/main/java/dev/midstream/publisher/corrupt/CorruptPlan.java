package dev.midstream.publisher.corrupt;

import dev.midstream.images.corruption.Condition;
import dev.midstream.images.corruption.Corruption;
import dev.midstream.images.corruption.Corruptor;
import dev.midstream.images.dataset.ImageDataset;
import dev.midstream.images.plan.TestPlan;
import dev.midstream.publisher.image.PictureFormat;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a corrupted data set is made of and where it goes.
 *
 * @param images what is corrupted
 * @param split names the part of the data set that the images are of
 * @param output the files of the new data set
 * @param corruptions names, in the order in which they are made
 * @param severities ascending
 * @param corruptor computes the images
 * @param frost names the pictures of frost that the corruptor uses
 * @param seed of the corruptor
 */
record CorruptPlan(
        ImageDataset images,
        String split,
        Output output,
        List<String> corruptions,
        List<Integer> severities,
        Corruptor corruptor,
        String frost,
        long seed) {

    /**
     * Where the new data set goes.
     *
     * @param directory of its files
     * @param layout of its files
     * @param format of its pictures, where the layout has pictures
     */
    record Output(Path directory, Layout layout, PictureFormat format) {
        /** The file or directory that holds a corruption. */
        Path of(String corruption) {
            return directory.resolve(layout.fileOf(corruption));
        }
    }

    CorruptPlan {
        corruptions = List.copyOf(corruptions);
        severities = List.copyOf(severities);
        if (output.layout() == Layout.CIFAR_C && severities.size() < Corruption.MAX_SEVERITY) {
            throw new IllegalArgumentException(
                    "Cannot write the layout cifar-c: it has all severities. Use --severities 1-5,"
                            + " or --layout tiny-imagenet-c.");
        }
        if (!images.labelled() && output.layout() == Layout.TINY_IMAGENET_C) {
            throw new IllegalArgumentException(
                    "Cannot write the layout tiny-imagenet-c: the images have no labels. Use"
                            + " --layout cifar-c.");
        }
    }

    /** Takes images, corruptions and severities from a plan of all their combinations. */
    static CorruptPlan of(TestPlan plan, String split, Output output, String frost, long seed) {
        Set<String> corruptions = new LinkedHashSet<>();
        Set<Integer> severities = new TreeSet<>();
        for (Condition condition : plan.conditions()) {
            corruptions.add(condition.corruption());
            severities.add(condition.severity());
        }
        return new CorruptPlan(
                plan.images(),
                split,
                output,
                new ArrayList<>(corruptions),
                new ArrayList<>(severities),
                plan.corruptor(),
                frost,
                seed);
    }

    /** Number of images of each corruption. */
    long imagesPerCorruption() {
        return (long) images.size() * severities.size();
    }
}
