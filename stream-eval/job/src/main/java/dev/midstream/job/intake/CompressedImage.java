package dev.midstream.job.intake;

import dev.midstream.images.decode.Channels;
import dev.midstream.images.decode.EncodedImage;
import dev.midstream.images.decode.ImageDecoder;
import dev.midstream.images.decode.ImageFormat;
import dev.midstream.images.decode.UndecodableImageException;

/** Compressed images of records, decoded as those of data sets are. */
final class CompressedImage {

    private CompressedImage() {}

    /**
     * Decodes an image of the model's dimensions; what the model takes in one channel is the
     * luminance.
     *
     * @return {@code [height, width, channel]}
     */
    static byte[] decode(ImageFormat format, byte[] bytes, ModelInput model)
            throws RejectedRecordException {
        if (model.channels() != 1 && model.channels() != 3) {
            throw new RejectedRecordException(
                    Fault.WRONG_SHAPE,
                    "The %s has 1 or 3 channels where the model takes %d."
                            .formatted(format, model.channels()));
        }
        try {
            EncodedImage image = ImageDecoder.open(bytes, format);
            // From the header: a small file may declare a huge image.
            if (image.height() != model.height() || image.width() != model.width()) {
                throw new RejectedRecordException(
                        Fault.WRONG_SHAPE,
                        "The %s is %d x %d where the model takes %d x %d."
                                .formatted(
                                        format,
                                        image.height(),
                                        image.width(),
                                        model.height(),
                                        model.width()));
            }
            return image.decode(Channels.of(model.channels())).pixels();
        } catch (UndecodableImageException e) {
            throw new RejectedRecordException(
                    Fault.UNREADABLE_IMAGE,
                    "The %s cannot be decoded: %s.".formatted(format, e.getMessage()));
        }
    }
}
