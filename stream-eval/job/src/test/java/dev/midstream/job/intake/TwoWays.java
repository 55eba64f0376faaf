package dev.midstream.job.intake;

import dev.midstream.ImageEncoding;
import dev.midstream.TestImage;
import dev.midstream.evaluation.panel.InputPixels;
import dev.midstream.images.Image;
import dev.midstream.images.dataset.DatasetException;
import dev.midstream.images.dataset.Datasets;
import dev.midstream.images.dataset.Split;
import dev.midstream.job.fixture.TestImages;
import dev.midstream.job.fixture.TestModel;
import dev.midstream.schemas.wire.AvroWire;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The two ways of an image file into Midstream: as a file of a data set, and as a record. */
final class TwoWays {

    private static final AvroWire<TestImage> WIRE = AvroWire.of(TestImage.class);
    private static final int CLASSES = 10;

    private TwoWays() {}

    /**
     * The image as a data set in an image folder has it.
     *
     * @param directory an empty one
     */
    static Image throughDataset(byte[] content, Path directory)
            throws IOException, DatasetException {
        Path folder = Files.createDirectories(directory.resolve("test/class"));
        Path file = Files.write(folder.resolve("image.png"), content);
        try {
            return Datasets.open("image-folder", directory, Split.TEST).image(0);
        } finally {
            Files.delete(file);
        }
    }

    /** The pixels that a model of an image's size and some channels gets from a record. */
    static byte[] throughRecord(
            byte[] content, ImageEncoding encoding, int height, int width, int channels)
            throws IOException, RejectedRecordException {
        ImageReader reader =
                new ImageReader(
                        List.of(new ModelInput(height, width, channels, CLASSES)),
                        LargerInputs.REFUSED,
                        TestModel.classes(),
                        LateLabels.REFUSED,
                        WIRE);
        TestImage image =
                TestImages.builder(1)
                        .setHeight(height)
                        .setWidth(width)
                        .setChannels(channels)
                        .setEncoding(encoding)
                        .setPixels(ByteBuffer.wrap(content))
                        .build();
        ConsumedRecord record = new ConsumedRecord("t", 1, 2, 3, null, WIRE.encode(image));
        return InputPixels.of(reader.read(record).pixels(), channels);
    }
}
