package dev.midstream.publisher;

import dev.midstream.images.corruption.Condition;
import dev.midstream.publisher.PublishSummary.Cell;
import dev.midstream.publisher.PublishSummary.Noise;
import dev.midstream.publisher.PublishSummary.Outcome;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;

/** A summary as text: corruptions down, severities across, acknowledged records in the cells. */
final class SummaryTable {

    private static final int NARROWEST = 8;

    private SummaryTable() {}

    static String of(PublishSummary summary) {
        StringBuilder text = new StringBuilder();
        text.append(
                String.format(
                        Locale.ROOT,
                        "Run %s: %,d images of %s to topic %s%n",
                        summary.runId(),
                        summary.images(),
                        summary.dataset(),
                        summary.topic()));
        appendGrid(text, summary);
        text.append(
                String.format(
                        Locale.ROOT,
                        "%s: %,d records sent, %,d acknowledged, %.1f MB in %.1f s, %,.0f"
                                + " images/s%n",
                        switch (summary.outcome()) {
                            case COMPLETE -> "Complete";
                            case STOPPED -> "Stopped early";
                            case FAILED -> "Failed";
                        },
                        summary.sent(),
                        summary.acknowledged(),
                        summary.bytes() / 1e6,
                        summary.elapsed().toNanos() / 1e9,
                        summary.rate()));
        if (summary.outcome() != Outcome.COMPLETE) {
            appendRest(text, summary);
        }
        if (summary.resumed() > 0) {
            text.append(
                    String.format(
                            Locale.ROOT,
                            "Resumed: %,d records of the run were on the topic before%n",
                            summary.resumed()));
        }
        summary.noise().ifPresent(noise -> text.append(noiseLine(noise, summary)));
        summary.remarks().forEach(remark -> text.append(remark).append(System.lineSeparator()));
        return text.toString();
    }

    private static void appendRest(StringBuilder text, PublishSummary summary) {
        long unknown = summary.sent() - summary.acknowledged();
        if (unknown > 0) {
            text.append(
                    String.format(
                            Locale.ROOT,
                            "Not acknowledged: %,d records, which may or may not have arrived%n",
                            unknown));
        }
        text.append(
                String.format(
                        "To send the rest, and nothing twice: the same command with --run-id %s"
                                + " --resume%n",
                        summary.runId()));
    }

    private static void appendGrid(StringBuilder text, PublishSummary summary) {
        TreeSet<Integer> severities = new TreeSet<>();
        Map<String, Map<Integer, Cell>> rows = new LinkedHashMap<>();
        for (Cell cell : summary.cells()) {
            Condition condition = cell.condition();
            severities.add(condition.severity());
            rows.computeIfAbsent(condition.corruption(), name -> new LinkedHashMap<>())
                    .put(condition.severity(), cell);
        }
        int width = NARROWEST;
        for (Cell cell : summary.cells()) {
            width = Math.max(width, count(cell).length() + 2);
        }
        String right = "%" + width + "s";
        text.append(String.format("%-18s", "severity"));
        severities.forEach(severity -> text.append(String.format(right, severity)));
        text.append(System.lineSeparator());
        rows.forEach(
                (corruption, cells) -> {
                    text.append(String.format("%-18s", corruption));
                    for (int severity : severities) {
                        Cell cell = cells.get(severity);
                        text.append(String.format(right, cell == null ? "" : count(cell)));
                    }
                    text.append(System.lineSeparator());
                });
    }

    /** One number where all arrived, else how many of how many. */
    private static String count(Cell cell) {
        return cell.sent() == cell.acknowledged()
                ? Long.toString(cell.sent())
                : cell.acknowledged() + " of " + cell.sent();
    }

    private static String noiseLine(Noise noise, PublishSummary summary) {
        return String.format(
                Locale.ROOT,
                "Label noise %s %s (seed %d): %,d of %,d images have a wrong label, %.2f %%%n",
                noise.kind(),
                noise.rate(),
                noise.seed(),
                noise.flippedImages(),
                summary.images(),
                100 * noise.realisedFlipRate());
    }
}
