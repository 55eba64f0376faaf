package dev.midstream.images.dataset.format;

import dev.midstream.images.dataset.DatasetException;
import dev.midstream.images.dataset.ImageDataset;
import dev.midstream.images.dataset.InMemoryImages;
import dev.midstream.images.dataset.Split;
import dev.midstream.images.imaging.Pixels;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Fashion-MNIST in its official IDX files, plain or gzipped, shown as 32x32 RGB images: the 28x28
 * grey pixels get a border of two black pixels and are copied to three channels, to suit networks
 * and corruptions made for CIFAR-10.
 */
final class FashionMnist {

    static final String NAME = "fashion-mnist";

    static final DatasetFormat FORMAT =
            new DatasetFormat(
                    NAME,
                    DatasetFormat.Kind.DIRECTORY,
                    (data, split, reading) -> open(data, split));

    private static final int IMAGES_MAGIC = 0x803;
    private static final int LABELS_MAGIC = 0x801;
    private static final int SIDE = 28;
    private static final int PADDING = 2;
    private static final int PADDED = SIDE + 2 * PADDING;
    private static final int IMAGES_HEADER = 16;
    private static final int LABELS_HEADER = 8;
    private static final List<String> CLASSES =
            List.of(
                    "T-shirt/top",
                    "Trouser",
                    "Pullover",
                    "Dress",
                    "Coat",
                    "Sandal",
                    "Shirt",
                    "Sneaker",
                    "Bag",
                    "Ankle boot");

    private FashionMnist() {}

    static ImageDataset open(Path data, Split split) throws DatasetException {
        String prefix = split == Split.TRAIN ? "train" : "t10k";
        Path imagesFile = file(data, prefix + "-images-idx3-ubyte");
        Path labelsFile = file(data, prefix + "-labels-idx1-ubyte");
        byte[][] images = images(imagesFile);
        int[] labels = labels(labelsFile);
        if (images.length != labels.length) {
            throw new DatasetException(
                    "Cannot read "
                            + labelsFile
                            + ": it holds "
                            + labels.length
                            + " labels for "
                            + images.length
                            + " images in "
                            + imagesFile.getFileName()
                            + ".");
        }
        return new InMemoryImages(
                NAME, CLASSES, PADDED, PADDED, images, labels, InMemoryImages.numbered(split));
    }

    private static Path file(Path data, String name) throws DatasetException {
        Path gzipped = data.resolve(name + ".gz");
        Path plain = data.resolve(name);
        if (Files.isRegularFile(plain)) {
            return plain;
        }
        if (Files.isRegularFile(gzipped)) {
            return gzipped;
        }
        throw new DatasetException(
                "Cannot open data set "
                        + NAME
                        + ": neither "
                        + plain
                        + " nor "
                        + gzipped
                        + " exists.");
    }

    private static byte[][] images(Path file) throws DatasetException {
        byte[] content = BinaryFile.read(file);
        int count = header(file, content, IMAGES_MAGIC, IMAGES_HEADER);
        ByteBuffer header = ByteBuffer.wrap(content);
        int rows = header.getInt(8);
        int columns = header.getInt(12);
        if (rows != SIDE || columns != SIDE) {
            throw new DatasetException(
                    "Cannot read "
                            + file
                            + ": its images are "
                            + rows
                            + "x"
                            + columns
                            + " pixels (offset 8), Fashion-MNIST's are 28x28.");
        }
        BinaryFile.checkLength(file, content, IMAGES_HEADER + (long) count * SIDE * SIDE);
        byte[][] images = new byte[count][];
        for (int i = 0; i < count; i++) {
            images[i] = padded(content, IMAGES_HEADER + i * SIDE * SIDE);
        }
        return images;
    }

    private static byte[] padded(byte[] grey, int offset) {
        byte[] image = new byte[PADDED * PADDED * Pixels.CHANNELS];
        for (int y = 0; y < SIDE; y++) {
            int target = ((y + PADDING) * PADDED + PADDING) * Pixels.CHANNELS;
            for (int x = 0; x < SIDE; x++) {
                byte value = grey[offset + y * SIDE + x];
                image[target++] = value;
                image[target++] = value;
                image[target++] = value;
            }
        }
        return image;
    }

    private static int[] labels(Path file) throws DatasetException {
        byte[] content = BinaryFile.read(file);
        int count = header(file, content, LABELS_MAGIC, LABELS_HEADER);
        BinaryFile.checkLength(file, content, LABELS_HEADER + (long) count);
        int[] labels = new int[count];
        for (int i = 0; i < count; i++) {
            labels[i] = BinaryFile.label(file, content, LABELS_HEADER + i, CLASSES.size());
        }
        return labels;
    }

    /** Checks the magic number and returns the number of items. */
    private static int header(Path file, byte[] content, int magic, int length)
            throws DatasetException {
        if (content.length < length) {
            throw new DatasetException(
                    "Cannot read "
                            + file
                            + ": it ends after "
                            + content.length
                            + " bytes, within its header of "
                            + length
                            + ".");
        }
        ByteBuffer header = ByteBuffer.wrap(content);
        if (header.getInt(0) != magic) {
            throw new DatasetException(
                    String.format(
                            "Cannot read %s: it starts with 0x%08x, an IDX file of this kind with"
                                    + " 0x%08x.",
                            file, header.getInt(0), magic));
        }
        int count = header.getInt(4);
        if (count < 1) {
            throw new DatasetException(
                    "Cannot read "
                            + file
                            + ": its header (offset 4) declares "
                            + count
                            + " items.");
        }
        return count;
    }
}
