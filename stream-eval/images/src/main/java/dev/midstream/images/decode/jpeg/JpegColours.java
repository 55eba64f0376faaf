package dev.midstream.images.decode.jpeg;

import dev.midstream.images.decode.PixelSink;
import dev.midstream.images.decode.jpeg.JpegFrame.Component;
import java.util.List;

/** What the components of a JPEG file mean, and how they become a colour. */
enum JpegColours {
    GREY {
        @Override
        void set(PixelSink sink, int position, byte[] samples, int offset) {
            sink.grey(position, samples[offset] & 0xff);
        }
    },
    RGB {
        @Override
        void set(PixelSink sink, int position, byte[] samples, int offset) {
            sink.colour(
                    position,
                    samples[offset] & 0xff,
                    samples[offset + 1] & 0xff,
                    samples[offset + 2] & 0xff);
        }
    },
    YCC {
        @Override
        void set(PixelSink sink, int position, byte[] samples, int offset) {
            int luma = samples[offset] & 0xff;
            int blue = samples[offset + 1] & 0xff;
            int red = samples[offset + 2] & 0xff;
            sink.colour(
                    position,
                    YccConversion.red(luma, red),
                    YccConversion.green(luma, blue, red),
                    YccConversion.blue(luma, blue));
        }
    },
    /** What is left of white, as Adobe stores ink; Pillow takes all files for Adobe's. */
    CMYK {
        @Override
        void set(PixelSink sink, int position, byte[] samples, int offset) {
            sink.ink(
                    position,
                    255 - (samples[offset] & 0xff),
                    255 - (samples[offset + 1] & 0xff),
                    255 - (samples[offset + 2] & 0xff),
                    255 - (samples[offset + 3] & 0xff));
        }
    },
    /** CMYK whose first three components are transformed like those of YCC. */
    YCCK {
        @Override
        void set(PixelSink sink, int position, byte[] samples, int offset) {
            int luma = samples[offset] & 0xff;
            int blue = samples[offset + 1] & 0xff;
            int red = samples[offset + 2] & 0xff;
            sink.ink(
                    position,
                    YccConversion.red(luma, red),
                    YccConversion.green(luma, blue, red),
                    YccConversion.blue(luma, blue),
                    255 - (samples[offset + 3] & 0xff));
        }
    };

    private static final int NO_TRANSFORM = 0;
    private static final int NO_ADOBE = -1;

    /** Sets a pixel from its samples. */
    abstract void set(PixelSink sink, int position, byte[] samples, int offset);

    /**
     * Decides as libjpeg does (jdapimin.c, default_decompress_parms).
     *
     * @param adobeTransform of Adobe's APP14 segment, -1 without one
     */
    static JpegColours of(JpegFrame frame, boolean jfif, int adobeTransform) {
        List<Integer> ids = frame.components().stream().map(Component::id).toList();
        return switch (ids.size()) {
            case 1 -> GREY;
            case 3 -> {
                if (jfif) {
                    yield YCC;
                }
                if (adobeTransform != NO_ADOBE) {
                    yield adobeTransform == NO_TRANSFORM ? RGB : YCC;
                }
                yield ids.equals(List.of((int) 'R', (int) 'G', (int) 'B')) ? RGB : YCC;
            }
            default -> adobeTransform == NO_ADOBE || adobeTransform == NO_TRANSFORM ? CMYK : YCCK;
        };
    }
}
