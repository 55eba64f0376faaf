package dev.midstream.images.decode.png;

import java.util.List;

/** In which passes the pixels of a PNG file come. */
enum Passes {
    /** Row by row. */
    ONE(new Pass(0, 0, 1, 1)),
    /** Interlaced: seven images of growing size (PNG specification, section 8.2). */
    ADAM7(
            new Pass(0, 0, 8, 8),
            new Pass(4, 0, 8, 8),
            new Pass(0, 4, 4, 8),
            new Pass(2, 0, 4, 4),
            new Pass(0, 2, 2, 4),
            new Pass(1, 0, 2, 2),
            new Pass(0, 1, 1, 2));

    private final List<Pass> list;

    Passes(Pass... passes) {
        this.list = List.of(passes);
    }

    List<Pass> list() {
        return list;
    }

    /**
     * The pixels at columns {@code left + i * stepX} of the rows {@code top + j * stepY}.
     *
     * @param left first column
     * @param top first row
     * @param stepX distance of columns
     * @param stepY distance of rows
     */
    record Pass(int left, int top, int stepX, int stepY) {

        /** The number of pixels in a row of this pass, given the columns of the image. */
        int columns(int width) {
            return Math.max(0, (width - left + stepX - 1) / stepX);
        }
    }
}
