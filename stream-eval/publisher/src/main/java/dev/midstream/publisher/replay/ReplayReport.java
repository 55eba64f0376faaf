package dev.midstream.publisher.replay;

import dev.midstream.cli.terminal.TextTable;
import dev.midstream.publisher.replay.ReplayConfiguration.Execution;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;

/** A summary as text: faults down, what becomes of their letters across. */
final class ReplayReport {
    private ReplayReport() {}

    static String of(ReplaySummary summary) {
        StringBuilder text = new StringBuilder();
        SortedMap<String, Long> letters = summary.tally().letters();
        long selected = letters.values().stream().mapToLong(Long::longValue).sum();
        line(
                text,
                "Topic %s: %,d dead letters, %,d selected",
                summary.topic(),
                summary.read(),
                selected);
        if (!letters.isEmpty()) {
            text.append(table(summary, letters));
        }
        long sent = summary.tally().count(Outcome.SENT);
        if (summary.execution() == Execution.DRY_RUN) {
            line(text, "Dry run: nothing was sent");
        } else {
            line(text, "Sent: %,d records in %.1f s", sent, summary.elapsed().toNanos() / 1e9);
        }
        if (summary.malformed() > 0) {
            line(
                    text,
                    "Left out: %,d records of %s that are no dead letters",
                    summary.malformed(),
                    summary.topic());
        }
        return text.toString();
    }

    private static String table(ReplaySummary summary, SortedMap<String, Long> letters) {
        Tally tally = summary.tally();
        List<List<String>> rows = new ArrayList<>();
        rows.add(
                List.of(
                        "fault",
                        "letters",
                        summary.execution() == Execution.DRY_RUN ? "to send" : "sent",
                        "sent before",
                        "of the same record",
                        "without record",
                        "without partition",
                        "left"));
        letters.forEach(
                (fault, count) -> {
                    List<String> row = new ArrayList<>(List.of(fault, number(count)));
                    for (Outcome outcome :
                            List.of(
                                    Outcome.SENT,
                                    Outcome.SENT_BEFORE,
                                    Outcome.REPEATED,
                                    Outcome.NO_RECORD,
                                    Outcome.NO_PARTITION)) {
                        row.add(number(tally.count(fault, outcome)));
                    }
                    row.add(number(tally.left(fault)));
                    rows.add(row);
                });
        return TextTable.of(1, rows);
    }

    private static String number(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    private static void line(StringBuilder text, String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values)).append(System.lineSeparator());
    }
}
