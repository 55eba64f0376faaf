package dev.midstream.images.dataset.format;

import dev.midstream.images.dataset.DatasetException;
import dev.midstream.images.dataset.DatasetReading;
import dev.midstream.images.dataset.ImageDataset;
import dev.midstream.images.dataset.InMemoryImages;
import dev.midstream.images.dataset.Split;
import dev.midstream.images.npy.NpyFormatException;
import dev.midstream.images.npy.NpyHeader;
import dev.midstream.images.npy.NpyLabels;
import dev.midstream.images.npy.NpyNames;
import dev.midstream.images.npy.PixelArray;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * A NumPy {@code .npz} file with an array of images, see {@link PixelArray}, and one of as many
 * labels, which may be missing. An array of class names may be there too. The images are read into
 * memory.
 */
final class NpzImages {

    static final String NAME = "npz";

    static final DatasetFormat FORMAT =
            new DatasetFormat(NAME, DatasetFormat.Kind.FILE, NpzImages::open);

    private static final String SUFFIX = ".npy";

    /** Arrays that hold the names of classes, by label. */
    private static final List<String> CLASSES = List.of("classes", "class_names", "label_names");

    private NpzImages() {}

    static ImageDataset open(Path file, Split split, DatasetReading reading)
            throws DatasetException {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            NpzArrays arrays = NpzArrays.of(names(zip), reading.arrays(), split);
            PixelArray array;
            byte[][] images;
            try (InputStream input = entry(zip, arrays.images())) {
                NpyHeader header = NpyHeader.read(input);
                array = PixelArray.of(header);
                ArrayPixels pixels = new ArrayPixels(arrays.images(), header, array);
                images = pixels.read(input, size(zip, arrays.images()));
            }
            int[] labels = labels(zip, arrays, images.length);
            List<String> classes = labels[0] < 0 ? List.of() : classes(zip, file, labels, reading);
            return new InMemoryImages(
                            NAME,
                            classes,
                            array.height(),
                            array.width(),
                            images,
                            labels,
                            InMemoryImages.numbered(split))
                    .remarking(arrays.remarks());
        } catch (IOException e) {
            throw DatasetException.unreadable(file, e);
        }
    }

    /** The name of the array that is a split's images; empty if there is none. */
    static Optional<String> array(Path file, Split split, DatasetReading reading) {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            return Optional.of(NpzArrays.of(names(zip), reading.arrays(), split).images());
        } catch (IOException e) {
            // Whoever opens it learns why.
            return Optional.empty();
        }
    }

    private static List<String> names(ZipFile zip) {
        return zip.stream()
                .map(ZipEntry::getName)
                .filter(name -> name.endsWith(SUFFIX))
                .map(name -> name.substring(0, name.length() - SUFFIX.length()))
                .toList();
    }

    /** The names in the file; otherwise those given by the user; otherwise numbers. */
    private static List<String> classes(
            ZipFile zip, Path file, int[] labels, DatasetReading reading)
            throws IOException, DatasetException {
        for (String array : CLASSES) {
            if (names(zip).contains(array)) {
                try (InputStream input = entry(zip, array)) {
                    return LabelNames.of(file, labels, NpyNames.read(input));
                }
            }
        }
        return LabelNames.of(file, labels, reading.classes());
    }

    private static long size(ZipFile zip, String array) {
        return zip.getEntry(array + SUFFIX).getSize();
    }

    private static InputStream entry(ZipFile zip, String array) throws IOException {
        ZipEntry entry = zip.getEntry(array + SUFFIX);
        return new BufferedInputStream(zip.getInputStream(entry));
    }

    private static int[] labels(ZipFile zip, NpzArrays arrays, int images) throws IOException {
        if (arrays.labels().isEmpty()) {
            int[] none = new int[images];
            Arrays.fill(none, -1);
            return none;
        }
        try (InputStream input = entry(zip, arrays.labels().get())) {
            int[] labels = NpyLabels.read(input);
            if (labels.length != images) {
                throw new NpyFormatException(
                        "it holds " + labels.length + " labels for " + images + " images");
            }
            return labels;
        }
    }
}
