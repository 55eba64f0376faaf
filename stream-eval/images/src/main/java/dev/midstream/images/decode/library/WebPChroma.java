package dev.midstream.images.decode.library;

/**
 * Interpolates planes of half the rows and columns as libwebp does (upsampling.c): of the four
 * samples around a pixel the nearest counts 9/16, its neighbours in the row and in the column 3/16
 * each, the far one 1/16, rounded in two steps.
 */
final class WebPChroma {

    private final int rows;
    private final int columns;

    WebPChroma(int rows, int columns) {
        this.rows = rows;
        this.columns = columns;
    }

    /** The sample of a pixel of the image that has twice the rows and columns. */
    int at(byte[] plane, int y, int x) {
        int row = y / 2;
        int column = x / 2;
        int nextRow = Math.max(0, Math.min(rows - 1, y % 2 == 0 ? row - 1 : row + 1));
        int nextColumn = x % 2 == 0 ? column - 1 : column + 1;
        int nearest = sample(plane, row, column);
        int inColumn = sample(plane, nextRow, column);
        if (nextColumn < 0 || nextColumn >= columns) {
            return 3 * nearest + inColumn + 2 >> 2;
        }
        int inRow = sample(plane, row, nextColumn);
        int far = sample(plane, nextRow, nextColumn);
        int sum = nearest + inRow + inColumn + far + 8;
        int diagonal = sum + 2 * (inRow + inColumn) >> 3;
        return diagonal + nearest >> 1;
    }

    private int sample(byte[] plane, int row, int column) {
        return plane[row * columns + column] & 0xff;
    }
}
