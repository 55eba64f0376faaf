package dev.midstream.images.dataset.format;

import dev.midstream.images.dataset.DatasetException;
import dev.midstream.images.dataset.ImageDataset;
import dev.midstream.images.dataset.InMemoryImages;
import dev.midstream.images.dataset.Split;
import dev.midstream.images.imaging.Pixels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Records of the official binary versions of CIFAR-10 and CIFAR-100: label bytes, of which the last
 * is the class, and 32x32 pixels, all red, then all green, then all blue.
 */
final class CifarRecords {

    static final int SIDE = 32;
    private static final int PLANE = SIDE * SIDE;

    private final List<Integer> labelClasses;
    private final int recordBytes;
    private final List<byte[]> images = new ArrayList<>();
    private final List<Integer> labels = new ArrayList<>();

    /**
     * @param labelClasses number of classes of each of a record's label bytes
     */
    CifarRecords(List<Integer> labelClasses) {
        this.labelClasses = labelClasses;
        this.recordBytes = labelClasses.size() + PLANE * Pixels.CHANNELS;
    }

    /** Adds the records of a file. */
    void read(Path file) throws DatasetException {
        byte[] content = BinaryFile.read(file);
        if (content.length == 0 || content.length % recordBytes != 0) {
            throw new DatasetException(
                    "Cannot read "
                            + file
                            + ": its "
                            + content.length
                            + " bytes are not a whole number of records of "
                            + recordBytes
                            + "; the last one starts at offset "
                            + content.length / recordBytes * recordBytes
                            + ". Is it truncated?");
        }
        for (int offset = 0; offset < content.length; offset += recordBytes) {
            int label = 0;
            for (int i = 0; i < labelClasses.size(); i++) {
                label = BinaryFile.label(file, content, offset + i, labelClasses.get(i));
            }
            labels.add(label);
            images.add(channelsLast(content, offset + labelClasses.size()));
        }
    }

    ImageDataset dataset(String name, List<String> classes, Split split) {
        return new InMemoryImages(
                name,
                classes,
                SIDE,
                SIDE,
                images.toArray(new byte[0][]),
                labels.stream().mapToInt(Integer::intValue).toArray(),
                InMemoryImages.numbered(split));
    }

    /** Reads class names from a file with one per line, if it exists. */
    static List<String> classes(Path file, List<String> official) throws DatasetException {
        if (!Files.exists(file)) {
            return official;
        }
        List<String> names = TextFile.lines(file);
        if (names.size() != official.size()) {
            throw new DatasetException(
                    "Cannot read "
                            + file
                            + ": it names "
                            + names.size()
                            + " classes, not "
                            + official.size()
                            + ".");
        }
        return names;
    }

    private static byte[] channelsLast(byte[] planes, int offset) {
        byte[] image = new byte[PLANE * Pixels.CHANNELS];
        for (int i = 0; i < PLANE; i++) {
            image[3 * i] = planes[offset + i];
            image[3 * i + 1] = planes[offset + PLANE + i];
            image[3 * i + 2] = planes[offset + 2 * PLANE + i];
        }
        return image;
    }
}
