package dev.midstream.job.intake;

import dev.midstream.evaluation.panel.InputPixels;
import java.io.Serializable;

/** The images that a model takes: their dimensions and the number of its classes. */
public record ModelInput(int height, int width, int channels, int classes) implements Serializable {
    /** The images that are shown to such a model: in RGB where it takes one channel. */
    public ModelInput shown() {
        return new ModelInput(height, width, InputPixels.shownChannels(channels), classes);
    }

    /** The dimensions, as in 32 x 32 x 3. */
    public String dimensions() {
        return "%d x %d x %d".formatted(height, width, channels);
    }

    /** Returns the number of bytes of one image. */
    public int imageBytes() {
        return height * width * channels;
    }

    // By hand, because the JDK keeps the class loader of the last record that it generated these
    // methods for, which on a cluster is a job's.
    @Override
    public boolean equals(Object other) {
        return other instanceof ModelInput input
                && height == input.height
                && width == input.width
                && channels == input.channels
                && classes == input.classes;
    }

    @Override
    public int hashCode() {
        return 31 * (31 * (31 * height + width) + channels) + classes;
    }
}
