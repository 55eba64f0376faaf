package dev.midstream.publisher.publish;

import dev.midstream.cli.terminal.TextTable;
import dev.midstream.images.corruption.Condition;
import dev.midstream.publisher.publish.PublishSummary.Cell;
import dev.midstream.publisher.publish.PublishSummary.Noise;
import dev.midstream.publisher.publish.PublishSummary.Outcome;
import dev.midstream.publisher.publish.PublishSummary.Run;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A summary as text: corruptions down, severities across, acknowledged records in the cells. */
final class PublishReport {

    private PublishReport() {}

    static String of(PublishSummary summary) {
        StringBuilder text = new StringBuilder();
        text.append(
                String.format(
                        Locale.ROOT,
                        "%s: %,d images of %s to topic %s%n",
                        runs(summary.run()),
                        summary.run().images(),
                        summary.run().dataset(),
                        summary.run().topic()));
        text.append(grid(summary));
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

    private static String runs(Run run) {
        return run.passes() == 1
                ? "Run " + run.runId()
                : "%d runs, %s to %s-%d"
                        .formatted(run.passes(), run.runId(), run.runId(), run.passes());
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
                        summary.run().runId()));
    }

    private static String grid(PublishSummary summary) {
        TreeSet<Integer> severities = new TreeSet<>();
        Map<String, Map<Integer, Cell>> cells = new LinkedHashMap<>();
        for (Cell cell : summary.cells()) {
            Condition condition = cell.condition();
            severities.add(condition.severity());
            cells.computeIfAbsent(condition.corruption(), name -> new HashMap<>())
                    .put(condition.severity(), cell);
        }
        List<List<String>> rows = new ArrayList<>();
        rows.add(row("severity", severities, Object::toString));
        cells.forEach(
                (corruption, counted) ->
                        rows.add(
                                row(
                                        corruption,
                                        severities,
                                        severity -> count(counted.get(severity)))));
        return TextTable.of(1, rows);
    }

    private static List<String> row(
            String name, Set<Integer> severities, Function<Integer, String> cell) {
        List<String> row = new ArrayList<>(List.of(name));
        severities.forEach(severity -> row.add(cell.apply(severity)));
        return row;
    }

    /** One number where all records arrived, otherwise how many of how many. */
    private static String count(@Nullable Cell cell) {
        if (cell == null) {
            return "";
        }
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
                summary.run().images(),
                100 * noise.realisedFlipRate());
    }
}
