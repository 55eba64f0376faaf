package dev.midstream.offline.report;

/** Fields of CSV files (RFC 4180). */
final class CsvText {
    private CsvText() {}

    /** The field that reads as {@code text}. */
    static String field(String text) {
        boolean plain = text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\r' || c == '\n');
        return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
    }
}
