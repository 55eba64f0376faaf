package dev.midstream.job.intake;

import java.io.Serializable;

/** The images that a model takes: their dimensions and the number of its classes. */
public record ModelInput(int height, int width, int channels, int classes) implements Serializable {
    /** Returns the number of bytes of one image. */
    public int imageBytes() {
        return height * width * channels;
    }
}
