package dev.midstream.images.dataset.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midstream.images.Image;
import dev.midstream.images.decode.Channels;
import dev.midstream.images.decode.ImageDecoder;
import dev.midstream.images.reference.ImageStatistics;
import dev.midstream.images.reference.Npz;
import dev.midstream.images.reference.ReferenceData;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;
import org.junit.jupiter.api.Test;

/** JPEG files of CIFAR-10 against their pixels as another decoder gave them. */
class ReferenceJpegTest {

    @Test
    void decode_cifarJpeg_agreesWithAnotherDecoder() throws Exception {
        Path archive = ReferenceData.file("data/cifar10-jpeg.tar.xz");
        Npz reference = ReferenceData.npz("clean-32.npz");
        Map<String, Image> expected = new HashMap<>();
        Image[] images = reference.images("images");
        String[] names = reference.strings("names");
        for (int i = 0; i < images.length; i++) {
            expected.put("test/" + names[i], images[i]);
        }

        double worst = 0;
        int largest = 0;
        try (TarArchiveInputStream tar = open(archive)) {
            for (TarArchiveEntry entry = tar.getNextEntry();
                    entry != null && !expected.isEmpty();
                    entry = tar.getNextEntry()) {
                Image image = expected.remove(entry.getName());
                if (image != null) {
                    Image decoded = ImageDecoder.decode(tar.readAllBytes(), Channels.RGB);
                    worst = Math.max(worst, ImageStatistics.meanAbsoluteError(image, decoded));
                    largest = Math.max(largest, largestDifference(image, decoded));
                }
            }
        }

        assertThat(expected).as("images not found").isEmpty();
        // Decoders differ in the rounding of the cosine transform and of the colour conversion.
        assertThat(worst).as("mean absolute error of the worst image").isLessThan(0.5);
        assertThat(largest).as("largest difference of a value").isLessThanOrEqualTo(4);
    }

    private static int largestDifference(Image a, Image b) {
        int largest = 0;
        for (int i = 0; i < a.pixels().length; i++) {
            int difference = ImageStatistics.value(a, i) - ImageStatistics.value(b, i);
            largest = Math.max(largest, Math.abs(difference));
        }
        return largest;
    }

    private static TarArchiveInputStream open(Path archive) throws IOException {
        InputStream file = new BufferedInputStream(Files.newInputStream(archive));
        return new TarArchiveInputStream(new XZCompressorInputStream(file));
    }
}
