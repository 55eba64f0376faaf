package dev.midstream.images.imaging;

/** How an image is continued beyond its border, for filters that reach across it. */
public enum Border {
    /** The edge pixel: {@code a a a | a b c d | d d d}. */
    EDGE {
        @Override
        public int index(int index, int size) {
            return Math.max(0, Math.min(size - 1, index));
        }
    },
    /** The image mirrored about its edge pixel: {@code d c b | a b c d | c b a}. */
    MIRROR {
        @Override
        public int index(int index, int size) {
            if (index >= 0 && index < size) {
                return index;
            }
            if (size == 1) {
                return 0;
            }
            int period = 2 * (size - 1);
            int folded = Math.floorMod(index, period);
            return folded < size ? folded : period - folded;
        }
    },
    /** The image mirrored about its edge: {@code c b a | a b c d | d c b}. */
    SYMMETRIC {
        @Override
        public int index(int index, int size) {
            if (index >= 0 && index < size) {
                return index;
            }
            int period = 2 * size;
            int folded = Math.floorMod(index, period);
            return folded < size ? folded : period - 1 - folded;
        }
    };

    /** Returns the position in [0, size) of the pixel that is shown at a position. */
    public abstract int index(int index, int size);
}
