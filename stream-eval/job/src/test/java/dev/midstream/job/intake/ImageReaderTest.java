package dev.midstream.job.intake;

import static dev.midstream.job.fixture.TestModel.CHANNELS;
import static dev.midstream.job.fixture.TestModel.CLASSES;
import static dev.midstream.job.fixture.TestModel.SIDE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.midstream.ImageEncoding;
import dev.midstream.TestImage;
import dev.midstream.images.Image;
import dev.midstream.images.dataset.LargerImages;
import dev.midstream.images.dataset.Resizing;
import dev.midstream.job.fixture.TestImages;
import dev.midstream.job.fixture.TestModel;
import dev.midstream.schemas.wire.AvroWire;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

final class ImageReaderTest {
    private static final AvroWire<TestImage> WIRE = AvroWire.of(TestImage.class);

    private static final ModelInput WIDE = new ModelInput(4, 16, 3, CLASSES);

    private final ImageReader reader =
            new ImageReader(
                    List.of(new ModelInput(SIDE, SIDE, CHANNELS, CLASSES), WIDE),
                    LargerInputs.REFUSED,
                    TestModel.classes(),
                    LateLabels.REFUSED,
                    WIRE);

    @Test
    void read_goodImage_keepsAll() throws Exception {
        TestImage image = TestImages.of(4);
        LabelledImage read = read(WIRE.encode(image));
        assertThat(read.pixels()).isEqualTo(image.getPixels().array());
        assertThat(read.context())
                .isEqualTo(
                        new ImageContext(
                                "run-1",
                                "image-4",
                                "noise",
                                "snow",
                                1,
                                image.getLabel(),
                                image.getTrueLabel()));
    }

    @Test
    void read_greyPixels_areShownInThreeChannels() throws Exception {
        byte[] grey = new byte[SIDE * SIDE];
        Arrays.fill(grey, (byte) 200);
        byte[] shown = new byte[SIDE * SIDE * 3];
        Arrays.fill(shown, (byte) 200);

        LabelledImage read =
                read(changed(image -> image.setChannels(1).setPixels(ByteBuffer.wrap(grey))));

        assertThat(read.pixels()).isEqualTo(shown);
        assertRejected(
                changed(image -> image.setChannels(1)),
                Fault.WRONG_LENGTH,
                "The image has 192 bytes where 8 x 8 x 1 are 64.");
    }

    @Test
    void read_colourPixelsForAModelOfOneChannel_areKeptForItsLuminance() throws Exception {
        ImageReader grey =
                new ImageReader(
                        List.of(new ModelInput(SIDE, SIDE, 1, CLASSES)),
                        LargerInputs.REFUSED,
                        TestModel.classes(),
                        LateLabels.REFUSED,
                        WIRE);
        TestImage image = TestImages.of(4);

        assertThat(grey.read(record(WIRE.encode(image))).pixels())
                .isEqualTo(image.getPixels().array());
    }

    @Test
    void read_largerImageWhereModelsSayHow_resizedAsDataSetsAre() throws Exception {
        Resizing resizing = Resizing.of(10, SIDE);
        ImageReader resizes =
                new ImageReader(
                        List.of(WIDE, new ModelInput(SIDE, SIDE, CHANNELS, CLASSES)),
                        LargerInputs.of(1, new LargerImages(SIDE, SIDE, resizing)),
                        TestModel.classes(),
                        LateLabels.REFUSED,
                        WIRE);
        byte[] pixels = new byte[13 * 20 * 3];
        new Random(1).nextBytes(pixels);
        TestImage raw =
                TestImages.builder(1)
                        .setHeight(13)
                        .setWidth(20)
                        .setPixels(ByteBuffer.wrap(pixels))
                        .build();
        TestImage png =
                TestImage.newBuilder(raw)
                        .setEncoding(ImageEncoding.PNG)
                        .setPixels(ByteBuffer.wrap(TestImages.encoded(pixels, 13, 20, "png")))
                        .build();
        byte[] expected = resizing.apply(new Image(13, 20, 3, pixels)).pixels();

        for (TestImage image : List.of(raw, png)) {
            LabelledImage read = resizes.read(record(WIRE.encode(image)));
            assertThat(read.shape()).isEqualTo(1);
            assertThat(read.pixels()).isEqualTo(expected);
        }
        byte[] own = resizes.read(record(WIRE.encode(TestImages.of(2)))).pixels();
        assertThat(own).isEqualTo(TestImages.of(2).getPixels().array());
        assertThatExceptionOfType(RejectedRecordException.class)
                .isThrownBy(() -> read(WIRE.encode(raw)))
                .withMessageStartingWith("The image is 13 x 20 x 3 where the model takes ");
        TestImage smaller = TestImage.newBuilder(raw).setHeight(7).build();
        assertThatExceptionOfType(RejectedRecordException.class)
                .isThrownBy(() -> resizes.read(record(WIRE.encode(smaller))))
                .withMessageStartingWith("The image is 7 x 20 x 3 where the model takes ");
    }

    @Test
    void read_noTrueLabel_saysNone() throws Exception {
        LabelledImage read = read(WIRE.encode(TestImages.of(1)));
        assertThat(read.context().trueLabel()).isEqualTo(ImageContext.NO_LABEL);
    }

    @Test
    void read_noLabelWhereItIsAwaited_saysNone() throws Exception {
        ImageReader awaiting =
                new ImageReader(
                        List.of(new ModelInput(SIDE, SIDE, CHANNELS, CLASSES)),
                        LargerInputs.REFUSED,
                        TestModel.classes(),
                        LateLabels.AWAITED,
                        WIRE);
        TestImage image = TestImages.builder(1).setLabel(null).build();
        assertThat(awaiting.read(record(WIRE.encode(image))).context().label())
                .isEqualTo(ImageContext.NO_LABEL);
    }

    @Test
    void read_noValue_rejected() {
        assertRejected(null, Fault.NO_VALUE, "The record has no value.");
    }

    @Test
    void read_truncated_rejected() {
        byte[] good = WIRE.encode(TestImages.of(1));
        for (int length = 0; length < good.length; length++) {
            assertFault(Arrays.copyOf(good, length), Fault.MALFORMED);
        }
    }

    @Test
    void read_wrongShape_rejected() {
        assertRejected(
                changed(image -> image.setHeight(9)),
                Fault.WRONG_SHAPE,
                "The image is 9 x 8 x 3 where the model takes 8 x 8 x 3 or 4 x 16 x 3.");
        assertFault(changed(image -> image.setChannels(-3)), Fault.WRONG_SHAPE);
    }

    @Test
    void read_wrongLength_rejected() {
        assertRejected(
                changed(image -> image.setPixels(ByteBuffer.allocate(191))),
                Fault.WRONG_LENGTH,
                "The image has 191 bytes where 8 x 8 x 3 are 192.");
    }

    @Test
    void read_labelProblems_rejected() {
        assertRejected(
                changed(image -> image.setLabel(10)),
                Fault.INVALID_LABEL,
                "The label is 10 where the model has classes 0 to 9.");
        assertFault(changed(image -> image.setLabel(-1)), Fault.INVALID_LABEL);
        assertFault(changed(image -> image.setTrueLabel(10)), Fault.INVALID_LABEL);
        assertRejected(
                changed(image -> image.setLabel(null)),
                Fault.NO_LABEL,
                "The image has no label, and no labels topic is read (--labels-topic).");
    }

    @Test
    void read_nameOfAClass_decidesOverItsIndex() throws Exception {
        ImageContext context =
                read(changed(
                                image ->
                                        image.setLabel(1)
                                                .setClassName("class 4")
                                                .setTrueLabel(99)
                                                .setTrueClassName("class 0")))
                        .context();

        assertThat(context.label()).isEqualTo(4);
        assertThat(context.trueLabel()).isZero();
    }

    @Test
    void read_nameAlone_isALabel() throws Exception {
        byte[] image = changed(one -> one.setLabel(null).setClassName("class 4"));

        assertThat(read(image).context().label()).isEqualTo(4);
    }

    @Test
    void read_nameThatIsTheIndex_decidesNothing() throws Exception {
        byte[] image = changed(one -> one.setLabel(4).setClassName("4"));

        assertThat(read(image).context().label()).isEqualTo(4);
    }

    @Test
    void read_classThatTheModelLacks_rejectedByName() {
        assertRejected(
                changed(image -> image.setClassName("wolf")),
                Fault.UNKNOWN_CLASS,
                "The label is of class wolf, which is none of the model's that count. Map its name"
                        + " with --class-map.");
        assertFault(changed(image -> image.setClassName("Class 4")), Fault.UNKNOWN_CLASS);
        assertFault(changed(image -> image.setTrueClassName("wolf")), Fault.UNKNOWN_CLASS);
        assertRejected(
                changed(image -> image.setClassName(" ")),
                Fault.INVALID_FIELD,
                "The name of the label is blank.");
    }

    @Test
    void read_severityProblems_rejected() {
        assertRejected(
                changed(image -> image.setSeverity(-1)),
                Fault.INVALID_SEVERITY,
                "The severity is -1 where 0 to 5 are known.");
        assertFault(changed(image -> image.setSeverity(6)), Fault.INVALID_SEVERITY);
        assertRejected(
                changed(image -> image.setCorruption("none").setSeverity(2)),
                Fault.INVALID_FIELD,
                "The corruption none has severity 2: 0 is for clean images, and for them alone.");
        assertFault(
                changed(image -> image.setCorruption("snow").setSeverity(0)), Fault.INVALID_FIELD);
    }

    @Test
    void read_textProblems_rejected() {
        assertRejected(
                changed(image -> image.setRunId(" ")), Fault.INVALID_FIELD, "The runId is blank.");
        assertRejected(
                changed(image -> image.setDataset("x".repeat(257))),
                Fault.INVALID_FIELD,
                "The dataset has 257 characters, more than 256.");
    }

    @Test
    void read_severalShapes_saysWhichItIs() throws Exception {
        assertThat(read(WIRE.encode(TestImages.of(1))).shape()).isZero();
        LabelledImage wide = read(changed(image -> image.setHeight(4).setWidth(16)));
        assertThat(wide.shape()).isEqualTo(1);
        assertThat(wide.pixels()).hasSize(WIDE.imageBytes());
        assertThat(wide.origin()).isEqualTo(new ConsumedRecord("t", 1, 2, 3, null, null));
    }

    private LabelledImage read(byte[] value) throws Exception {
        return reader.read(record(value));
    }

    private static ConsumedRecord record(byte[] value) {
        return new ConsumedRecord("t", 1, 2, 3, null, value);
    }

    private void assertRejected(byte[] value, Fault fault, String message) {
        assertThatExceptionOfType(RejectedRecordException.class)
                .isThrownBy(() -> read(value))
                .withMessage(message)
                .satisfies(e -> assertThat(e.fault()).isEqualTo(fault));
    }

    @Test
    void read_imageThatNoModelTakes_isNamedInTheRejection() {
        byte[] value = changed(image -> image.setHeight(31).setCorruption("snow").setSeverity(3));

        assertThatExceptionOfType(RejectedRecordException.class)
                .isThrownBy(() -> read(value))
                .satisfies(
                        e ->
                                assertThat(e.image())
                                        .hasValueSatisfying(
                                                image -> {
                                                    assertThat(image.getCorruption())
                                                            .isEqualTo("snow");
                                                    assertThat(image.getSeverity()).isEqualTo(3);
                                                    assertThat(image.getRunId()).isNotBlank();
                                                    assertThat(image.getModelId()).isNull();
                                                }));
        assertThatExceptionOfType(RejectedRecordException.class)
                .isThrownBy(() -> read(new byte[] {1, 2, 3}))
                .satisfies(e -> assertThat(e.image()).isEmpty());
    }

    @Test
    void read_schemaOfALaterVersion_saysTheOrderOfUpgrades() {
        byte[] later = WIRE.encode(TestImages.of(3));
        Arrays.fill(later, 2, 10, (byte) 0x11);
        assertRejected(
                later,
                Fault.UNKNOWN_SCHEMA,
                "Cannot decode TestImage: unknown schema fingerprint 1111111111111111. If a later"
                    + " version wrote it: upgrade the job first, then what writes to its topics."
                    + " Then publisher replay sends it again.");
    }

    private void assertFault(byte[] value, Fault fault) {
        assertThatExceptionOfType(RejectedRecordException.class)
                .isThrownBy(() -> read(value))
                .satisfies(e -> assertThat(e.fault()).isEqualTo(fault))
                .satisfies(e -> assertThat(e.getMessage()).isNotBlank().doesNotContain("\n"));
    }

    private static byte[] changed(Consumer<TestImage.Builder> change) {
        TestImage.Builder image = TestImages.builder(1);
        change.accept(image);
        return WIRE.encode(image.build());
    }
}
