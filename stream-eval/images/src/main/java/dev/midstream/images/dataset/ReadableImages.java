package dev.midstream.images.dataset;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/**
 * Finds the images of a data set that can be read: decodes all of them on all processors and leaves
 * the others out, with a remark that counts and names them.
 */
public final class ReadableImages {
    private static final int MAX_NAMED = 10;

    private ReadableImages() {}

    /**
     * Returns the images that can be read, in memory if they take no more than {@code maxBytes}.
     *
     * @throws DatasetException if there is none
     */
    public static ImageDataset of(ImageDataset images, long maxBytes) throws DatasetException {
        long bytes = (long) images.size() * images.height() * images.width() * images.channels();
        if (bytes > maxBytes) {
            return readable(images, failures(images, images::image));
        }
        byte[][] pixels = new byte[images.size()][];
        SortedMap<Integer, String> failures =
                failures(images, index -> pixels[index] = images.image(index).pixels());
        ImageDataset readable = readable(images, failures);
        int[] kept =
                IntStream.range(0, pixels.length)
                        .filter(index -> !failures.containsKey(index))
                        .toArray();
        byte[][] keptPixels = IntStream.of(kept).mapToObj(i -> pixels[i]).toArray(byte[][]::new);
        return new InMemoryImages(
                        images.name(),
                        images.classes(),
                        images.height(),
                        images.width(),
                        keptPixels,
                        readable.labels(),
                        readable::imageId)
                .remarking(readable.remarks());
    }

    /**
     * Returns the images that can be read before they are resized.
     *
     * @throws DatasetException if there is none
     */
    public static ImageDataset ofAnySize(ImageDataset images) throws DatasetException {
        return readable(images, failures(images, images::original));
    }

    /**
     * Makes sure that all images can be read.
     *
     * @throws DatasetException if one cannot, with their number and names
     */
    public static void require(ImageDataset images) throws DatasetException {
        SortedMap<Integer, String> failures = failures(images, images::image);
        if (!failures.isEmpty()) {
            throw new DatasetException(
                    "Cannot read %d of %d images: %s. The first: %s Mend them, or leave them out with --skip-unreadable."
                            .formatted(
                                    failures.size(),
                                    images.size(),
                                    names(images, failures),
                                    failures.get(failures.firstKey())));
        }
    }

    private static SortedMap<Integer, String> failures(ImageDataset images, IntConsumer read) {
        ConcurrentSkipListMap<Integer, String> failures = new ConcurrentSkipListMap<>();
        IntStream.range(0, images.size())
                .parallel()
                .forEach(
                        index -> {
                            try {
                                read.accept(index);
                            } catch (UnreadableImageException e) {
                                failures.put(index, String.valueOf(e.getMessage()));
                            }
                        });
        return failures;
    }

    private static ImageDataset readable(ImageDataset images, SortedMap<Integer, String> failures)
            throws DatasetException {
        if (failures.isEmpty()) {
            return images;
        }
        String first = failures.get(failures.firstKey());
        if (failures.size() == images.size()) {
            throw new DatasetException(
                    "Cannot open data set %s: none of its %d images can be read. The first: %s"
                            .formatted(images.name(), images.size(), first));
        }
        return Subset.leading(images, images.size())
                .where(index -> !failures.containsKey(index))
                .remarking(
                        "Left out because they cannot be read: %d of %d images: %s. The first: %s"
                                .formatted(
                                        failures.size(),
                                        images.size(),
                                        names(images, failures),
                                        first));
    }

    private static String names(ImageDataset images, SortedMap<Integer, String> failures) {
        List<String> names = new ArrayList<>();
        failures.keySet().stream()
                .limit(MAX_NAMED)
                .forEach(index -> names.add(images.imageId(index)));
        if (names.size() < failures.size()) {
            names.add("…");
        }
        return String.join(", ", names);
    }
}
