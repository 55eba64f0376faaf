package dev.midstream.trainer.reproduce.finding;

import java.util.List;

/**
 * A table.
 *
 * @param header a name for each column
 * @param rows as long as the header
 */
public record Table(List<String> header, List<List<String>> rows) {
    public Table {
        header = List.copyOf(header);
        rows = rows.stream().map(List::copyOf).toList();
    }

    /** As Markdown. */
    public String markdown() {
        StringBuilder text = new StringBuilder(line(header));
        text.append("|").append("---|".repeat(header.size())).append("\n");
        rows.forEach(row -> text.append(line(row)));
        return text.toString();
    }

    private static String line(List<String> cells) {
        return "| " + String.join(" | ", cells) + " |\n";
    }
}
