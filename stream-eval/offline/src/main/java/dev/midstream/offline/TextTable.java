package dev.midstream.offline;

import java.util.List;

/** A table as text: the first two columns aligned left, the others right, two spaces between. */
final class TextTable {
    private static final int LEFT_ALIGNED = 2;

    private TextTable() {}

    /** The table of some rows, all of one length, the header first. */
    static String of(List<List<String>> rows) {
        int[] widths = new int[rows.get(0).size()];
        for (List<String> row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        StringBuilder text = new StringBuilder();
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < widths.length; i++) {
                String padding = " ".repeat(widths[i] - row.get(i).length());
                line.append(i == 0 ? "" : "  ")
                        .append(i < LEFT_ALIGNED ? row.get(i) + padding : padding + row.get(i));
            }
            text.append(line.toString().stripTrailing()).append(System.lineSeparator());
        }
        return text.toString();
    }
}
