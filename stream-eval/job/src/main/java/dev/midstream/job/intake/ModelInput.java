package dev.midstream.job.intake;

import java.io.Serializable;

/** The images that a model takes: their dimensions and the number of its classes. */
public record ModelInput(int height, int width, int channels, int classes) implements Serializable {
    /** The dimensions, as in 32 x 32 x 3. */
    public String dimensions() {
        return "%d x %d x %d".formatted(height, width, channels);
    }

    /** Returns the number of bytes of one image. */
    public int imageBytes() {
        return height * width * channels;
    }
}
