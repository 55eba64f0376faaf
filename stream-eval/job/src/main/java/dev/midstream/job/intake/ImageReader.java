package dev.midstream.job.intake;

import dev.midstream.ImageEncoding;
import dev.midstream.TestImage;
import dev.midstream.UnansweredImage;
import dev.midstream.evaluation.classes.LabelClasses;
import dev.midstream.evaluation.panel.InputPixels;
import dev.midstream.images.corruption.Condition;
import dev.midstream.images.corruption.Corruption;
import dev.midstream.images.decode.ImageFormat;
import dev.midstream.images.decode.Luminance;
import dev.midstream.schemas.wire.AvroWire;
import dev.midstream.schemas.wire.MalformedRecordException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.Collectors;

/** Reads the value of a Kafka record as an image that fits a model, or says why it is none. */
final class ImageReader {
    private static final int MAX_TEXT_LENGTH = 256;

    private final List<ModelInput> shapes;
    private final LargerInputs larger;
    private final RecordLabels labels;
    private final LateLabels lateLabels;
    private final AvroWire<TestImage> wire;

    ImageReader(
            List<ModelInput> shapes,
            LargerInputs larger,
            LabelClasses classes,
            LateLabels lateLabels,
            AvroWire<TestImage> wire) {
        this.wire = wire;
        this.larger = larger;
        this.shapes = shapes.stream().map(ModelInput::shown).toList();
        this.labels = new RecordLabels(classes);
        this.lateLabels = lateLabels;
    }

    /**
     * @throws IOException if the schema registry, where one is set, cannot be reached: the record
     *     may be good
     */
    LabelledImage read(ConsumedRecord record) throws RejectedRecordException, IOException {
        byte[] value = record.value();
        if (value == null) {
            throw new RejectedRecordException(Fault.NO_VALUE, "The record has no value.");
        }
        TestImage image;
        try {
            image = wire.decode(value);
        } catch (MalformedRecordException e) {
            throw RejectedRecordException.of(e);
        }
        requireText("runId", image.getRunId());
        requireText("imageId", image.getImageId());
        requireText("dataset", image.getDataset());
        requireText("corruption", image.getCorruption());
        requireSeverity(image);
        try {
            return read(image, record);
        } catch (RejectedRecordException rejection) {
            throw rejection.of(
                    UnansweredImage.newBuilder()
                            .setRunId(image.getRunId())
                            .setImageId(image.getImageId())
                            .setCorruption(image.getCorruption())
                            .setSeverity(image.getSeverity())
                            .build());
        }
    }

    private LabelledImage read(TestImage image, ConsumedRecord record)
            throws RejectedRecordException {
        int shape = shape(image);
        int label = labels.of("label", image.getLabel(), image.getClassName());
        if (label == ImageContext.NO_LABEL && lateLabels == LateLabels.REFUSED) {
            throw new RejectedRecordException(
                    Fault.NO_LABEL,
                    "The image has no label, and no labels topic is read (--labels-topic).");
        }
        ImageContext context =
                new ImageContext(
                        image.getRunId(),
                        image.getImageId(),
                        image.getDataset(),
                        image.getCorruption(),
                        image.getSeverity(),
                        label,
                        labels.of("trueLabel", image.getTrueLabel(), image.getTrueClassName()));
        return new LabelledImage(
                context, record.withoutValue(), shape, pixels(image, shapes.get(shape)));
    }

    private byte[] pixels(TestImage image, ModelInput model) throws RejectedRecordException {
        ByteBuffer buffer = image.getPixels();
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        ModelInput stored =
                new ModelInput(
                        image.getHeight(), image.getWidth(), image.getChannels(), model.classes());
        byte[] decoded = decoded(image.getEncoding(), bytes, stored);
        byte[] pixels = stored.channels() == model.channels() ? decoded : Luminance.shown(decoded);
        return stored.height() == model.height() && stored.width() == model.width()
                ? pixels
                : larger.resized(pixels, stored.height(), stored.width());
    }

    private static byte[] decoded(ImageEncoding encoding, byte[] bytes, ModelInput stored)
            throws RejectedRecordException {
        return switch (encoding) {
            case RAW_UINT8 -> {
                int length = stored.imageBytes();
                if (bytes.length != length) {
                    throw new RejectedRecordException(
                            Fault.WRONG_LENGTH,
                            "The image has %d bytes where %s are %d."
                                    .formatted(bytes.length, stored.dimensions(), length));
                }
                yield bytes;
            }
            case PNG -> CompressedImage.decode(ImageFormat.PNG, bytes, stored);
            case JPEG -> CompressedImage.decode(ImageFormat.JPEG, bytes, stored);
        };
    }

    private int shape(TestImage image) throws RejectedRecordException {
        for (int i = 0; i < shapes.size(); i++) {
            ModelInput shape = shapes.get(i);
            if (image.getHeight() == shape.height()
                    && image.getWidth() == shape.width()
                    && takes(shape, image.getChannels())) {
                return i;
            }
        }
        if (larger.shape() >= 0) {
            ModelInput shape = shapes.get(larger.shape());
            if (takes(shape, image.getChannels())
                    && larger.take(shape, image.getHeight(), image.getWidth())) {
                return larger.shape();
            }
        }
        throw new RejectedRecordException(
                Fault.WRONG_SHAPE,
                "The image is %d x %d x %d where the model takes %s."
                        .formatted(
                                image.getHeight(),
                                image.getWidth(),
                                image.getChannels(),
                                shapes.stream()
                                        .map(ModelInput::dimensions)
                                        .collect(Collectors.joining(" or "))));
    }

    /** Images of one channel are shown in RGB. */
    private static boolean takes(ModelInput shape, int channels) {
        return InputPixels.shownChannels(channels) == shape.channels();
    }

    private static void requireSeverity(TestImage image) throws RejectedRecordException {
        int severity = image.getSeverity();
        if (severity < 0 || severity > Corruption.MAX_SEVERITY) {
            throw new RejectedRecordException(
                    Fault.INVALID_SEVERITY,
                    "The severity is %d where 0 to %d are known."
                            .formatted(severity, Corruption.MAX_SEVERITY));
        }
        if (image.getCorruption().equals(Condition.NONE) != (severity == 0)) {
            throw new RejectedRecordException(
                    Fault.INVALID_FIELD,
                    "The corruption %s has severity %d: 0 is for clean images, and for them alone."
                            .formatted(image.getCorruption(), severity));
        }
    }

    /** Texts become parts of metric keys, so they must not be of any length. */
    static void requireText(String name, String text) throws RejectedRecordException {
        if (text.isBlank()) {
            throw new RejectedRecordException(
                    Fault.INVALID_FIELD, "The %s is blank.".formatted(name));
        }
        if (text.length() > MAX_TEXT_LENGTH) {
            throw new RejectedRecordException(
                    Fault.INVALID_FIELD,
                    "The %s has %d characters, more than %d."
                            .formatted(name, text.length(), MAX_TEXT_LENGTH));
        }
    }
}
