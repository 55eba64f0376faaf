package dev.midstream.images.plan;

import dev.midstream.images.corruption.ConditionGrid;
import dev.midstream.images.corruption.Corruptions;
import dev.midstream.images.dataset.Split;
import java.io.IOException;
import java.util.Objects;
import java.util.OptionalInt;

/**
 * The values of the command line options that choose test images, as they were given. They have the
 * same names and, through this class, the same meaning in every command.
 *
 * @param source the images
 * @param conditions what they are shown under
 * @param noise of their labels
 * @param limit {@code --limit}; empty for all images
 * @param order {@code --order}
 * @param design {@code --design}
 * @param seed {@code --seed} of corruptions, label noise, choice and order
 */
public record SelectionOptions(
        SplitOptions source,
        ConditionOptions conditions,
        NoiseOptions noise,
        OptionalInt limit,
        ImageOrder order,
        Design design,
        long seed) {

    /**
     * Checks the values before anything is read.
     *
     * @return these options
     * @throws IllegalArgumentException if a value is invalid, with a message for the user
     */
    public SelectionOptions checked() {
        validate(Corruptions.known());
        return this;
    }

    /**
     * Returns what the options select.
     *
     * @throws IllegalArgumentException if a value is invalid, with a message for the user
     * @throws IOException if the frost textures cannot be read
     */
    public TestSelection selection() throws IOException {
        return selection(Corruptions.known());
    }

    /** Returns what the options select, with corruptions of a given list. */
    public TestSelection selection(Corruptions known) throws IOException {
        validate(known);
        return select(conditions.withTextures(known));
    }

    private void validate(Corruptions known) {
        Objects.requireNonNull(Split.named(source.split()));
        Objects.requireNonNull(select(known));
    }

    private TestSelection select(Corruptions corruptions) {
        ConditionGrid grid =
                source.isCorrupted() ? conditions.gridOfCorrupted() : conditions.grid(corruptions);
        return new TestSelection(grid, noise.noise(seed), limit, order, design, seed, corruptions);
    }
}
