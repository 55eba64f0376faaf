package dev.midstream.engine.batch;

import dev.midstream.InputLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Turns pixels into the numbers that a network's input takes. */
public final class InputTensor {
    private final ImageInput input;
    // [channel][pixel value]; empty for uint8 input.
    private final float[][] scales;

    /** The input of a network. */
    public InputTensor(ImageInput input) {
        this.input = input;
        this.scales =
                input.scaling()
                        .map(scaling -> scaling.table(input.channels()))
                        .orElseGet(() -> new float[0][]);
    }

    /** Returns whether the input is float32; it is uint8 otherwise. */
    public boolean isFloat() {
        return scales.length > 0;
    }

    /**
     * Returns the input of a batch.
     *
     * @param pixels {@code [images, height, width, channel]}, from position 0 to the limit
     * @return float32 or uint8 numbers in the layout of the input, a direct buffer of native order;
     *     {@code pixels} itself where nothing has to change
     */
    public ByteBuffer of(ByteBuffer pixels) {
        pixels.rewind();
        if (input.layout() == InputLayout.NHWC) {
            return isFloat() ? floats(pixels) : pixels;
        }
        return channelsFirst(pixels);
    }

    private ByteBuffer floats(ByteBuffer pixels) {
        int channels = input.channels();
        ByteBuffer values = direct(Math.multiplyExact(pixels.remaining(), Float.BYTES));
        for (int i = 0; i < pixels.remaining(); i++) {
            values.putFloat(scales[i % channels][pixels.get(i) & 0xFF]);
        }
        return values.clear();
    }

    private ByteBuffer channelsFirst(ByteBuffer pixels) {
        int channels = input.channels();
        int plane = input.height() * input.width();
        int images = pixels.remaining() / input.imageBytes();
        ByteBuffer values =
                direct(Math.multiplyExact(pixels.remaining(), isFloat() ? Float.BYTES : 1));
        for (int image = 0; image < images; image++) {
            int first = image * input.imageBytes();
            for (int channel = 0; channel < channels; channel++) {
                for (int i = 0; i < plane; i++) {
                    byte pixel = pixels.get(first + i * channels + channel);
                    if (isFloat()) {
                        values.putFloat(scales[channel][pixel & 0xFF]);
                    } else {
                        values.put(pixel);
                    }
                }
            }
        }
        return values.clear();
    }

    private static ByteBuffer direct(int bytes) {
        return ByteBuffer.allocateDirect(bytes).order(ByteOrder.nativeOrder());
    }
}
