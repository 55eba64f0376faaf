package dev.midstream.images.dataset;

import dev.midstream.images.Image;
import java.util.List;

/** A data set whose images are read from their files whenever they are asked for. */
final class LazyImages implements ImageDataset {

    private final String name;
    private final int height;
    private final int width;
    private final ImageFiles files;
    private final ImageReading reading;

    LazyImages(String name, int height, int width, ImageFiles files, ImageReading reading) {
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
        return HeldImages.CHANNELS;
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
}
