package dev.midstream.job.intake;

import static dev.midstream.job.fixture.TestModel.CHANNELS;
import static dev.midstream.job.fixture.TestModel.CLASSES;
import static dev.midstream.job.fixture.TestModel.SIDE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.midstream.ImageEncoding;
import dev.midstream.TestImage;
import dev.midstream.job.fixture.TestImages;
import dev.midstream.job.fixture.TestModel;
import dev.midstream.schemas.wire.AvroWire;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Images in PNG and JPEG. */
final class ReadCompressedImagesTest {
    private static final AvroWire<TestImage> WIRE = AvroWire.of(TestImage.class);

    private final ImageReader reader =
            new ImageReader(
                    List.of(new ModelInput(SIDE, SIDE, CHANNELS, CLASSES)),
                    LargerInputs.REFUSED,
                    TestModel.classes(),
                    LateLabels.REFUSED,
                    WIRE);

    @Test
    void read_png_sameAsRaw() throws Exception {
        byte[] raw = read(WIRE.encode(TestImages.of(3))).pixels();
        TestImage png =
                compressed(3, ImageEncoding.PNG, TestImages.encoded(raw, SIDE, SIDE, "png"));
        assertThat(read(WIRE.encode(png)).pixels()).isEqualTo(raw);
    }

    @Test
    void read_jpegOfOneColour_aboutThatColour() throws Exception {
        byte[] raw = new byte[SIDE * SIDE * CHANNELS];
        Arrays.fill(raw, (byte) 100);
        TestImage jpeg =
                compressed(3, ImageEncoding.JPEG, TestImages.encoded(raw, SIDE, SIDE, "jpg"));
        for (byte value : read(WIRE.encode(jpeg)).pixels()) {
            assertThat((int) value).isBetween(96, 104);
        }
    }

    @Test
    void read_pngOfAnotherSize_rejectedByItsHeader() throws Exception {
        byte[] large = TestImages.encoded(new byte[4000 * 4000 * 3], 4000, 4000, "png");
        TestImage image = compressed(3, ImageEncoding.PNG, large);
        assertThatExceptionOfType(RejectedRecordException.class)
                .isThrownBy(() -> read(WIRE.encode(image)))
                .withMessage("The PNG is 4000 x 4000 where the model takes 8 x 8.")
                .satisfies(e -> assertThat(e.fault()).isEqualTo(Fault.WRONG_SHAPE));
    }

    @Test
    void read_truncatedPng_rejectedOrWhole() throws Exception {
        byte[] raw = read(WIRE.encode(TestImages.of(3))).pixels();
        byte[] png = TestImages.encoded(raw, SIDE, SIDE, "png");
        int rejected = 0;
        for (int length = 0; length < png.length; length++) {
            TestImage cut = compressed(3, ImageEncoding.PNG, Arrays.copyOf(png, length));
            try {
                // Only what follows the pixels may be missing.
                assertThat(read(WIRE.encode(cut)).pixels()).isEqualTo(raw);
            } catch (RejectedRecordException e) {
                assertThat(e.fault()).isEqualTo(Fault.UNREADABLE_IMAGE);
                assertThat(e.getMessage()).startsWith("The PNG cannot be decoded: ");
                rejected++;
            }
        }
        assertThat(rejected).isGreaterThan(png.length - 32);
    }

    @Test
    void read_truncatedJpeg_rejected() throws Exception {
        byte[] raw = read(WIRE.encode(TestImages.of(3))).pixels();
        byte[] jpeg = TestImages.encoded(raw, SIDE, SIDE, "jpg");
        for (int length = 0; length < jpeg.length - 2; length++) {
            TestImage cut = compressed(3, ImageEncoding.JPEG, Arrays.copyOf(jpeg, length));
            assertFault(WIRE.encode(cut), Fault.UNREADABLE_IMAGE);
        }
        byte[] png = TestImages.encoded(raw, SIDE, SIDE, "png");
        assertFault(WIRE.encode(compressed(3, ImageEncoding.JPEG, png)), Fault.UNREADABLE_IMAGE);
    }

    private LabelledImage read(byte[] value) throws Exception {
        return reader.read(new ConsumedRecord("t", 1, 2, 3, null, value));
    }

    private void assertFault(byte[] value, Fault fault) {
        assertThatExceptionOfType(RejectedRecordException.class)
                .isThrownBy(() -> read(value))
                .satisfies(e -> assertThat(e.fault()).isEqualTo(fault))
                .satisfies(e -> assertThat(e.getMessage()).isNotBlank().doesNotContain("\n"));
    }

    private static TestImage compressed(int number, ImageEncoding encoding, byte[] bytes) {
        return TestImages.builder(number)
                .setEncoding(encoding)
                .setPixels(ByteBuffer.wrap(bytes))
                .build();
    }
}
