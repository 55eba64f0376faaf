package dev.midstream.publisher.corrupt;

import dev.midstream.images.npy.NpyHeader;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** {@code labels.npy} of the layout cifar-c: the labels of all images, once for each severity. */
final class LabelsFile {

    static final String NAME = "labels.npy";

    private LabelsFile() {}

    static void write(CorruptPlan plan) throws IOException {
        int[] labels = plan.images().labels();
        boolean bytes = plan.images().classes().size() <= 256;
        Path temporary = plan.out().resolve(".labels.part");
        try (OutputStream output = new BufferedOutputStream(Files.newOutputStream(temporary))) {
            int count = Math.toIntExact(plan.imagesPerCorruption());
            output.write(NpyHeader.of(bytes ? "|u1" : "<i4", count).encode());
            for (int severity = 0; severity < plan.severities().size(); severity++) {
                for (int label : labels) {
                    output.write(label);
                    if (!bytes) {
                        output.write(label >> 8);
                        output.write(label >> 16);
                        output.write(label >> 24);
                    }
                }
            }
        }
        Files.move(temporary, plan.out().resolve(NAME), StandardCopyOption.REPLACE_EXISTING);
    }
}
