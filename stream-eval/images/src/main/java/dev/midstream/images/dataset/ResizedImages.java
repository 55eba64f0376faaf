package dev.midstream.images.dataset;

import dev.midstream.images.Image;
import dev.midstream.images.corruption.Condition;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A data set whose images are resized or cropped whenever they are requested, from the {@linkplain
 * ImageDataset#original originals}.
 */
class ResizedImages implements ImageDataset {

    private final ImageDataset source;
    private final Resizing resizing;
    private final int height;
    private final int width;

    private ResizedImages(ImageDataset source, Resizing resizing) {
        this.source = source;
        this.resizing = resizing;
        Image first = resizing.apply(source.original(0));
        this.height = first.height();
        this.width = first.width();
    }

    /**
     * The images of a data set, resized; a {@link CorruptedDataset} of one.
     *
     * @throws UnreadableImageException if the first image is damaged
     */
    static ImageDataset of(ImageDataset source, Resizing resizing) {
        return source instanceof CorruptedDataset corrupted
                ? new Corrupted(corrupted, resizing)
                : new ResizedImages(source, resizing);
    }

    @Override
    public String name() {
        return source.name();
    }

    @Override
    public List<String> classes() {
        return source.classes();
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
        return source.channels();
    }

    @Override
    public int size() {
        return source.size();
    }

    @Override
    public String imageId(int index) {
        return source.imageId(index);
    }

    @Override
    public int label(int index) {
        return source.label(index);
    }

    @Override
    public Image image(int index) {
        Image image = resizing.apply(source.original(index));
        if (image.height() != height || image.width() != width) {
            throw new UnreadableImageException(
                    new DatasetException(
                            "Cannot use %s of %s: resized it is %dx%d pixels, the first image %dx%d. Give --crop, so that all have one size."
                                    .formatted(
                                            imageId(index),
                                            name(),
                                            image.width(),
                                            image.height(),
                                            width,
                                            height)));
        }
        return image;
    }

    @Override
    public Image original(int index) {
        return source.original(index);
    }

    @Override
    public Optional<Resizing> resizing() {
        return Optional.of(resizing);
    }

    @Override
    public List<String> remarks() {
        List<String> remarks = new ArrayList<>(source.remarks());
        remarks.add(resizing.remark());
        return remarks;
    }

    /** Never: that would take the time of all images at once, and training needs the originals. */
    @Override
    public boolean inMemory() {
        return false;
    }

    /** Images that are corrupted already, resized. */
    private static final class Corrupted extends ResizedImages implements CorruptedDataset {

        private final CorruptedDataset source;

        Corrupted(CorruptedDataset source, Resizing resizing) {
            super(source, resizing);
            this.source = source;
        }

        @Override
        public List<Condition> conditions() {
            return source.conditions();
        }

        @Override
        public int imagesPerCondition() {
            return source.imagesPerCondition();
        }
    }
}
