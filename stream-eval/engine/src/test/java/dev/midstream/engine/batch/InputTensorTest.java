package dev.midstream.engine.batch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midstream.InputLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Two images of 1 x 2 pixels and 3 channels. */
final class InputTensorTest {
    private static final byte[] PIXELS = {
        0, 51, 102, (byte) 153, (byte) 204, (byte) 255, 1, 2, 3, 4, 5, 6
    };
    private static final PixelScaling SCALING =
            new PixelScaling(List.of(0.0, 0.2, 0.4), List.of(1.0, 0.5, 0.2));

    @Test
    void of_bytesInTheSameOrder_pixelsThemselves() {
        ByteBuffer pixels = pixels();
        assertThat(tensor(InputLayout.NHWC, Optional.empty()).of(pixels)).isSameAs(pixels);
    }

    @Test
    void of_bytesChannelsFirst_planeAfterPlane() {
        ByteBuffer values = tensor(InputLayout.NCHW, Optional.empty()).of(pixels());
        byte[] bytes = new byte[values.remaining()];
        values.get(bytes);
        assertThat(bytes)
                .containsExactly(0, (byte) 153, 51, (byte) 204, 102, (byte) 255, 1, 4, 2, 5, 3, 6);
    }

    @Test
    void of_floats_lessMeanByDeviationOfTheirChannel() {
        assertThat(floats(InputLayout.NHWC)).startsWith(0f, 0f, 0f, 0.6f, 1.2f, 3f);
    }

    @Test
    void of_floatsChannelsFirst_sameNumbersPlaneAfterPlane() {
        assertThat(floats(InputLayout.NCHW)).startsWith(0f, 0.6f, 0f, 1.2f, 0f, 3f);
    }

    private static float[] floats(InputLayout layout) {
        ByteBuffer values = tensor(layout, Optional.of(SCALING)).of(pixels());
        float[] floats = new float[PIXELS.length];
        values.asFloatBuffer().get(floats);
        return floats;
    }

    private static InputTensor tensor(InputLayout layout, Optional<PixelScaling> scaling) {
        return new InputTensor(new ImageInput("image", layout, 1, 2, 3, scaling));
    }

    private static ByteBuffer pixels() {
        return ByteBuffer.allocateDirect(PIXELS.length).order(ByteOrder.nativeOrder()).put(PIXELS);
    }
}
