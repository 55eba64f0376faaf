package dev.midstream.images.dataset.file;

import dev.midstream.images.Image;
import dev.midstream.images.imaging.Pixels;
import java.awt.image.Raster;

/**
 * JPEG images with four components, as used in printing; ImageNet has a few. The JDK reads their
 * samples but does not convert them. Without a colour profile, red is {@code (1 - C)(1 - K)} and so
 * on, as in Pillow.
 */
final class CmykJpeg {

    private static final int SOI = 0xffd8;
    private static final int APP14 = 0xee;
    private static final int SOS = 0xda;
    private static final int ADOBE_BYTES = 14;
    private static final int YCCK = 2;

    private CmykJpeg() {}

    /** Whether the bytes are a JPEG whose frame has four components. */
    static boolean isCmyk(byte[] content) {
        int frame = segment(content, false);
        return frame > 0 && frame + 9 < content.length && content[frame + 9] == 4;
    }

    /** Converts the samples of such an image. */
    static Image rgb(Raster raster, byte[] content) {
        int adobe = segment(content, true);
        boolean inverted = adobe > 0;
        boolean ycck = inverted && content[adobe + 4 + ADOBE_BYTES - 3] == YCCK;
        int height = raster.getHeight();
        int width = raster.getWidth();
        byte[] pixels = new byte[height * width * Pixels.CHANNELS];
        int[] samples = new int[4];
        int next = 0;
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                raster.getPixel(x, y, samples);
                if (ycck) {
                    toCmy(samples);
                }
                for (int c = 0; c < Pixels.CHANNELS; c++) {
                    // Adobe stores inverted values: 255 is no ink.
                    int light = inverted ? samples[c] : 255 - samples[c];
                    int lightOfBlack = inverted ? samples[3] : 255 - samples[3];
                    pixels[next++] = (byte) ((light * lightOfBlack + 127) / 255);
                }
            }
        }
        return new Image(height, width, Pixels.CHANNELS, pixels);
    }

    /** JFIF's YCbCr to three colours, in place. */
    private static void toCmy(int[] samples) {
        double luma = samples[0];
        double blue = samples[1] - 128;
        double red = samples[2] - 128;
        samples[0] = clipped(luma + 1.402 * red);
        samples[1] = clipped(luma - 0.344136 * blue - 0.714136 * red);
        samples[2] = clipped(luma + 1.772 * blue);
    }

    private static int clipped(double value) {
        return (int) Math.max(0, Math.min(255, Math.round(value)));
    }

    /**
     * The offset of the frame header or of Adobe's segment; -1 if there is none before the scan.
     */
    private static int segment(byte[] content, boolean adobe) {
        if (content.length < 4 || unsignedShort(content, 0) != SOI) {
            return -1;
        }
        int offset = 2;
        while (offset + 4 <= content.length && (content[offset] & 0xff) == 0xff) {
            int marker = content[offset + 1] & 0xff;
            if (marker == SOS) {
                return -1;
            }
            boolean isFrame =
                    marker >= 0xc0
                            && marker <= 0xcf
                            && marker != 0xc4
                            && marker != 0xc8
                            && marker != 0xcc;
            int length = unsignedShort(content, offset + 2);
            if (adobe
                    ? marker == APP14
                            && length >= ADOBE_BYTES
                            && offset + 2 + length <= content.length
                    : isFrame) {
                return offset;
            }
            offset += marker == 0xff ? 1 : 2 + length;
        }
        return -1;
    }

    private static int unsignedShort(byte[] content, int offset) {
        return (content[offset] & 0xff) << 8 | content[offset + 1] & 0xff;
    }
}
