package dev.midstream.engine.batch;

import dev.midstream.InputLayout;
import dev.midstream.InputType;
import java.util.Arrays;
import java.util.Optional;

/**
 * What a file that another tool wrote says of a network with one image input and one output of
 * classes.
 *
 * @param inputName of the input
 * @param inputType how the input takes pixels
 * @param layout the order of the input's dimensions
 * @param height in pixels, or -1 where the file leaves it open
 * @param width in pixels, or -1 where the file leaves it open
 * @param channels or -1 where the file leaves them open
 * @param outputName of the output, {@code [batch, classes]}
 */
public record NetworkSignature(
        String inputName,
        InputType inputType,
        InputLayout layout,
        int height,
        int width,
        int channels,
        String outputName) {
    private static final int DIMENSIONS = 4;

    /**
     * Returns the signature of an input with these dimensions.
     *
     * @param dimensions four, batch first; negative where open
     * @param layout of the dimensions, see {@link #layoutOf}
     */
    public static NetworkSignature of(
            String inputName,
            InputType inputType,
            long[] dimensions,
            InputLayout layout,
            String outputName) {
        int[] sizes = new int[DIMENSIONS];
        for (int i = 0; i < DIMENSIONS; i++) {
            sizes[i] = Math.toIntExact(Math.max(-1, dimensions[i]));
        }
        return layout == InputLayout.NHWC
                ? new NetworkSignature(
                        inputName, inputType, layout, sizes[1], sizes[2], sizes[3], outputName)
                : new NetworkSignature(
                        inputName, inputType, layout, sizes[2], sizes[3], sizes[1], outputName);
    }

    /**
     * Returns the layout that four dimensions show: the channels are where there are one or three.
     * Empty where both the second and the last can be the channels, or neither: a wrong guess would
     * give answers, to shuffled pixels.
     */
    public static Optional<InputLayout> layoutOf(long[] dimensions) {
        boolean first = mayBeChannels(dimensions[1]);
        boolean last = mayBeChannels(dimensions[3]);
        if (first == last) {
            return Optional.empty();
        }
        return Optional.of(first ? InputLayout.NCHW : InputLayout.NHWC);
    }

    /** Returns what to say, in a clause, where {@link #layoutOf} is empty. */
    public static String layoutIsOpen(String inputName, long[] dimensions) {
        return "input %s is %s, which does not show where its 1 or 3 channels are. Give --input-layout nhwc or nchw"
                .formatted(inputName, Arrays.toString(dimensions));
    }

    private static boolean mayBeChannels(long size) {
        return size == 1 || size == 3;
    }
}
