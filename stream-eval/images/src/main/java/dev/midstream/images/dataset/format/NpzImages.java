package dev.midstream.images.dataset.format;

import dev.midstream.images.dataset.DatasetException;
import dev.midstream.images.dataset.ImageDataset;
import dev.midstream.images.dataset.InMemoryImages;
import dev.midstream.images.dataset.Split;
import dev.midstream.images.npy.NpyFormatException;
import dev.midstream.images.npy.NpyHeader;
import dev.midstream.images.npy.NpyImages;
import dev.midstream.images.npy.NpyLabels;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * A NumPy {@code .npz} file with {@code images}, bytes {@code [count, height, width, 3]}, and as
 * many {@code labels}, which may be missing. The images are read into memory.
 */
final class NpzImages {

    static final String NAME = "npz";

    static final DatasetFormat FORMAT =
            new DatasetFormat(
                    NAME, DatasetFormat.Kind.FILE, (data, split, maxBytes) -> open(data, split));

    private static final long MAX_BYTES = 4L << 30;

    private NpzImages() {}

    static ImageDataset open(Path file, Split split) throws DatasetException {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            NpyHeader header;
            byte[][] images;
            try (InputStream input = entry(zip, "images")) {
                header = NpyHeader.read(input);
                images = images(header, input);
            }
            int height = header.shape().get(1);
            int width = header.shape().get(2);
            int[] labels = labels(zip, images.length);
            List<String> classes = labels[0] < 0 ? List.of() : LabelNames.of(file, labels);
            return new InMemoryImages(
                    NAME, classes, height, width, images, labels, InMemoryImages.numbered(split));
        } catch (IOException e) {
            throw DatasetException.unreadable(file, e);
        }
    }

    private static InputStream entry(ZipFile zip, String array) throws IOException {
        ZipEntry entry = zip.getEntry(array + ".npy");
        if (entry == null) {
            throw new NpyFormatException("it has no array named " + array);
        }
        return new BufferedInputStream(zip.getInputStream(entry));
    }

    private static byte[][] images(NpyHeader header, InputStream input) throws IOException {
        NpyImages.checkShape(header);
        if (header.elements() > MAX_BYTES) {
            throw new NpyFormatException(
                    "images of "
                            + header.elements()
                            + " bytes do not fit into memory. Use a directory of .npy files");
        }
        int count = header.shape().get(0);
        int bytes = (int) (header.elements() / count);
        byte[][] images = new byte[0][];
        for (int i = 0; i < count; i++) {
            if (i == images.length) {
                // Grows with the data that is present, not with what the header declares.
                images = Arrays.copyOf(images, (int) Math.min(count, 2L * i + 1024));
            }
            images[i] = input.readNBytes(bytes);
            if (images[i].length < bytes) {
                throw new EOFException(
                        "array images is truncated at offset "
                                + (header.dataOffset() + (long) i * bytes + images[i].length)
                                + ", its header declares "
                                + count
                                + " images");
            }
        }
        if (input.read() >= 0) {
            throw new NpyFormatException(
                    "data follows the images at offset "
                            + (header.dataOffset() + header.elements()));
        }
        return images;
    }

    private static int[] labels(ZipFile zip, int images) throws IOException {
        if (zip.getEntry("labels.npy") == null) {
            int[] none = new int[images];
            Arrays.fill(none, -1);
            return none;
        }
        try (InputStream input = entry(zip, "labels")) {
            int[] labels = NpyLabels.read(input);
            if (labels.length != images) {
                throw new NpyFormatException(
                        "it holds " + labels.length + " labels for " + images + " images");
            }
            return labels;
        }
    }
}
