package dev.midstream.offline.run;

import dev.midstream.images.Image;
import dev.midstream.images.dataset.ImageDataset;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Images of one gray each: cats first, then as many dogs. */
final class GrayImages implements ImageDataset {
    static final int COUNT = 600;

    private final AtomicInteger decoded = new AtomicInteger();
    private final String name;
    private final int side;
    private final int count;
    private final boolean inMemory;

    private GrayImages(String name, int side, int count, boolean inMemory) {
        this.name = name;
        this.side = side;
        this.count = count;
        this.inMemory = inMemory;
    }

    /** Images of 4 pixels that are decoded whenever they are asked for. */
    static GrayImages ofFiles() {
        return new GrayImages("gray", 4, COUNT, false);
    }

    /** The same images, held in memory. */
    static GrayImages held() {
        return new GrayImages("gray", 4, COUNT, true);
    }

    /** A cat and a dog of 32 pixels. */
    static GrayImages pair(String name) {
        return new GrayImages(name, 32, 2, true);
    }

    /** How many images were decoded. */
    int decoded() {
        return decoded.get();
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public List<String> classes() {
        return List.of("cat", "dog");
    }

    @Override
    public int height() {
        return side;
    }

    @Override
    public int width() {
        return side;
    }

    @Override
    public int channels() {
        return 3;
    }

    @Override
    public int size() {
        return count;
    }

    @Override
    public String imageId(int index) {
        return "image-" + index;
    }

    @Override
    public int label(int index) {
        return index < count / 2 ? 0 : 1;
    }

    @Override
    public boolean inMemory() {
        return inMemory;
    }

    @Override
    public Image image(int index) {
        decoded.incrementAndGet();
        byte[] pixels = new byte[side * side * 3];
        Arrays.fill(pixels, (byte) index);
        return new Image(side, side, 3, pixels);
    }
}
