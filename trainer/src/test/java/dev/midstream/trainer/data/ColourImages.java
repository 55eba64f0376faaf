package dev.midstream.trainer.data;

import dev.midstream.images.Image;
import dev.midstream.images.dataset.ImageDataset;
import java.util.Arrays;
import java.util.List;

/** Images of one colour each: image i is all i + 1, of class i modulo 3. */
public final class ColourImages implements ImageDataset {
    private final int size;

    public ColourImages(int size) {
        this.size = size;
    }

    @Override
    public String name() {
        return "colours";
    }

    @Override
    public List<String> classes() {
        return List.of("a", "b", "c");
    }

    @Override
    public int height() {
        return 4;
    }

    @Override
    public int width() {
        return 4;
    }

    @Override
    public int channels() {
        return 3;
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public String imageId(int index) {
        return "colour-" + index;
    }

    @Override
    public int label(int index) {
        return index % 3;
    }

    @Override
    public Image image(int index) {
        byte[] pixels = new byte[48];
        Arrays.fill(pixels, (byte) (index + 1));
        return new Image(4, 4, 3, pixels);
    }
}
