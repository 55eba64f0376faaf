package dev.midstream.images.dataset.file;

import dev.midstream.images.Image;
import dev.midstream.images.dataset.DatasetException;
import dev.midstream.images.dataset.ImageDataset;
import dev.midstream.images.dataset.InMemoryImages;
import dev.midstream.images.dataset.UnreadableImageException;
import dev.midstream.images.imaging.Pixels;
import java.util.List;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.IntStream;

/** A data set whose images are read from their files on every request. */
public final class LazyImages implements ImageDataset {

    private final String name;
    private final int height;
    private final int width;
    private final ImageFiles files;
    private final ImageReading reading;

    public LazyImages(String name, int height, int width, ImageFiles files, ImageReading reading) {
        this.name = name;
        this.height = height;
        this.width = width;
        this.files = files;
        this.reading = reading;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public List<String> classes() {
        return files.classes();
    }

    @Override
    public int height() {
        return height;
    }

    @Override
    public int width() {
        return width;
    }

    @Override
    public int channels() {
        return Pixels.CHANNELS;
    }

    @Override
    public int size() {
        return files.size();
    }

    @Override
    public String imageId(int index) {
        return files.id(index);
    }

    @Override
    public int label(int index) {
        return files.label(index);
    }

    @Override
    public Image image(int index) {
        try {
            return reading.read(files.file(index));
        } catch (DatasetException e) {
            throw new UnreadableImageException(e);
        }
    }

    @Override
    public Image original(int index) {
        try {
            return reading.original(files.file(index));
        } catch (DatasetException e) {
            throw new UnreadableImageException(e);
        }
    }

    @Override
    public List<String> remarks() {
        return files.remarks();
    }

    @Override
    public boolean inMemory() {
        return false;
    }

    /**
     * Returns these images in memory, decoded on all processors, or these images as they are if
     * that would take more than {@code maxBytes}.
     *
     * @throws DatasetException for the first image that cannot be read
     */
    public ImageDataset inMemoryWithin(long maxBytes) throws DatasetException {
        if ((long) size() * height * width * Pixels.CHANNELS > maxBytes) {
            return this;
        }
        return new InMemoryImages(
                        name, files.classes(), height, width, decoded(), files.labels(), files::id)
                .remarking(files.remarks());
    }

    private byte[][] decoded() throws DatasetException {
        byte[][] pixels = new byte[files.size()][];
        // Sorted by position, so that the same file is reported regardless of thread timing.
        ConcurrentSkipListMap<Integer, DatasetException> failures = new ConcurrentSkipListMap<>();
        IntStream.range(0, pixels.length)
                .parallel()
                .forEach(
                        i -> {
                            if (!failures.isEmpty() && failures.firstKey() < i) {
                                return;
                            }
                            try {
                                pixels[i] = reading.read(files.file(i)).pixels();
                            } catch (DatasetException e) {
                                failures.put(i, e);
                            }
                        });
        if (!failures.isEmpty()) {
            throw failures.firstEntry().getValue();
        }
        return pixels;
    }
}
