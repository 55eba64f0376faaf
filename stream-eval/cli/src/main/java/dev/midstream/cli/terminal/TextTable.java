package dev.midstream.cli.terminal;

import java.util.List;

/** A table as text: columns of text aligned left, then columns of numbers aligned right. */
public final class TextTable {
    private static final String GAP = "  ";

    private TextTable() {}

    /**
     * Lays out a table, with two spaces between columns and none at the end of a line.
     *
     * @param textColumns number of columns, from the first, that are aligned left
     * @param rows cells {@code [row][column]}, the header first, all rows of the same length
     */
    public static String of(int textColumns, List<List<String>> rows) {
        int[] widths = widths(rows);
        StringBuilder text = new StringBuilder();
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int column = 0; column < widths.length; column++) {
                String cell = row.get(column);
                String padding = " ".repeat(widths[column] - width(cell));
                line.append(column == 0 ? "" : GAP)
                        .append(column < textColumns ? cell + padding : padding + cell);
            }
            text.append(line.toString().stripTrailing()).append(System.lineSeparator());
        }
        return text.toString();
    }

    private static int[] widths(List<List<String>> rows) {
        int[] widths = new int[rows.isEmpty() ? 0 : rows.get(0).size()];
        for (List<String> row : rows) {
            if (row.size() != widths.length) {
                throw new IllegalArgumentException(
                        "Cannot lay out a table: a row has %d cells, the first has %d."
                                .formatted(row.size(), widths.length));
            }
            for (int column = 0; column < widths.length; column++) {
                widths[column] = Math.max(widths[column], width(row.get(column)));
            }
        }
        return widths;
    }

    private static int width(String cell) {
        return cell.codePointCount(0, cell.length());
    }
}
