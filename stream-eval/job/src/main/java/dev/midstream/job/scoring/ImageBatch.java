package dev.midstream.job.scoring;

import dev.midstream.evaluation.panel.ModelAnswer;
import dev.midstream.job.eventtime.PublicationTime;
import dev.midstream.job.intake.LabelledImage;
import dev.midstream.job.intake.ModelInput;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/** Images of one shape that wait to be scored together. */
final class ImageBatch {
    private final ModelInput shape;
    private final byte[] pixels;
    private final LabelledImage[] images;
    private final long[] times;
    private int size;
    private long number;
    private long watermark;

    ImageBatch(ModelInput shape, int most) {
        this.shape = shape;
        this.pixels = new byte[most * shape.imageBytes()];
        this.images = new LabelledImage[most];
        this.times = new long[most];
    }

    ModelInput shape() {
        return shape;
    }

    /** The images' pixels, one after the other. */
    byte[] pixels() {
        return pixels;
    }

    int size() {
        return size;
    }

    boolean isFull() {
        return size == images.length;
    }

    LabelledImage image(int index) {
        return images[Objects.checkIndex(index, size)];
    }

    /** The watermark after which the first of the images came. */
    long watermark() {
        return watermark;
    }

    /** Adds an image that came after a watermark. */
    void add(StreamRecord<LabelledImage> element, long latestWatermark) {
        if (size == 0) {
            watermark = latestWatermark;
        }
        LabelledImage image = element.getValue();
        System.arraycopy(image.pixels(), 0, pixels, size * shape.imageBytes(), shape.imageBytes());
        images[size] = image;
        times[size] = PublicationTime.of(element);
        size++;
    }

    /** A record of what the models answered for an image, with the image's time. */
    StreamRecord<ScoredImage> record(int index, List<ModelAnswer> answers) {
        return PublicationTime.record(
                new ScoredImage(image(index).context(), new ArrayList<>(answers)), times[index]);
    }

    /** Tells this batch from earlier ones. */
    long number() {
        return number;
    }

    void clear() {
        size = 0;
        number++;
    }
}
