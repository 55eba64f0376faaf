package dev.midstream.images.decode;

/** Up to 256 colours. An index without a colour is the grey of its value, as in Pillow. */
public final class Palette {

    private static final int SIZE = 256;

    private final byte[] colours = new byte[3 * SIZE];
    private final byte[] greys = new byte[SIZE];

    /**
     * @param rgb R, G and B of each colour
     */
    public Palette(byte[] rgb) {
        for (int i = 0; i < SIZE; i++) {
            for (int c = 0; c < 3; c++) {
                int source = 3 * i + c;
                colours[source] = source < rgb.length / 3 * 3 ? rgb[source] : (byte) i;
            }
            greys[i] =
                    (byte)
                            Luminance.of(
                                    colours[3 * i] & 0xff,
                                    colours[3 * i + 1] & 0xff,
                                    colours[3 * i + 2] & 0xff);
        }
    }

    void copy(int index, byte[] target, int offset) {
        System.arraycopy(colours, 3 * index, target, offset, 3);
    }

    byte grey(int index) {
        return greys[index];
    }
}
