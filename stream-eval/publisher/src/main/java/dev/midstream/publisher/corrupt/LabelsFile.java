package dev.midstream.publisher.corrupt;

import dev.midstream.images.npy.NpyLabels;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * {@code labels.npy} of the layout cifar-c: the labels of all images, once for each severity; and
 * {@code classes.txt} with the names of their classes.
 */
final class LabelsFile {

    static final String NAME = "labels.npy";
    private static final String CLASSES = "classes.txt";

    private LabelsFile() {}

    static void write(CorruptPlan plan) throws IOException {
        Path temporary = plan.output().directory().resolve(".labels.part");
        try (OutputStream output = new BufferedOutputStream(Files.newOutputStream(temporary))) {
            NpyLabels.write(
                    output,
                    plan.images().labels(),
                    plan.severities().size(),
                    plan.images().classes().size());
        }
        Files.move(
                temporary,
                plan.output().directory().resolve(NAME),
                StandardCopyOption.REPLACE_EXISTING);
        Files.write(plan.output().directory().resolve(CLASSES), plan.images().classes());
    }
}
