package dev.midstream.images.decode.library;

import dev.midstream.images.Image;
import dev.midstream.images.decode.Channels;
import dev.midstream.images.decode.Palette;
import dev.midstream.images.decode.PixelSink;
import dev.midstream.images.decode.UndecodableImageException;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;

/** Takes the samples of a decoded image as they are stored, without management of colours. */
final class Samples {

    private Samples() {}

    static Image of(BufferedImage image, Channels channels) throws UndecodableImageException {
        PixelSink sink = new PixelSink(image.getHeight(), image.getWidth(), channels);
        ColorModel model = image.getColorModel();
        if (model instanceof IndexColorModel indexed) {
            indices(image.getRaster(), palette(indexed), sink);
        } else {
            samples(image.getRaster(), model, sink);
        }
        return sink.image();
    }

    private static Palette palette(IndexColorModel model) {
        byte[] rgb = new byte[3 * model.getMapSize()];
        for (int i = 0; i < model.getMapSize(); i++) {
            rgb[3 * i] = (byte) model.getRed(i);
            rgb[3 * i + 1] = (byte) model.getGreen(i);
            rgb[3 * i + 2] = (byte) model.getBlue(i);
        }
        return new Palette(rgb);
    }

    private static void indices(Raster raster, Palette palette, PixelSink sink) {
        int[] row = new int[raster.getWidth()];
        int position = 0;
        for (int y = 0; y < raster.getHeight(); y++) {
            raster.getSamples(0, y, row.length, 1, 0, row);
            for (int index : row) {
                sink.colour(position++, palette, index & 0xff);
            }
        }
    }

    private static void samples(Raster raster, ColorModel model, PixelSink sink)
            throws UndecodableImageException {
        int colours = model.getNumColorComponents();
        if (colours != 1 && colours != 3 && colours != 4) {
            throw new UndecodableImageException(
                    "it has " + colours + " colour components, where 1, 3 or 4 are supported");
        }
        int bands = raster.getNumBands();
        int[] bits = model.getComponentSize();
        int[] row = new int[raster.getWidth() * bands];
        int position = 0;
        for (int y = 0; y < raster.getHeight(); y++) {
            raster.getPixels(0, y, raster.getWidth(), 1, row);
            for (int i = 0; i < row.length; i += bands) {
                for (int c = 0; c < colours; c++) {
                    row[i + c] = scaled(row[i + c], bits[c]);
                }
                switch (colours) {
                    case 1 -> sink.grey(position++, row[i]);
                    case 3 -> sink.colour(position++, row[i], row[i + 1], row[i + 2]);
                    default -> sink.ink(position++, row[i], row[i + 1], row[i + 2], row[i + 3]);
                }
            }
        }
    }

    /** The high byte of longer samples, shorter ones scaled to 0-255. */
    private static int scaled(int sample, int bits) {
        return bits >= 8 ? sample >> bits - 8 & 0xff : sample * 255 / ((1 << bits) - 1);
    }
}
