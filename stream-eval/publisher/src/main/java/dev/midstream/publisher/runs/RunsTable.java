package dev.midstream.publisher.runs;

import dev.midstream.Run;
import dev.midstream.RunEnd;
import dev.midstream.RunLabelNoise;
import dev.midstream.cli.terminal.TextTable;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Runs as a table, one line a run. */
final class RunsTable {
    private static final List<String> HEADER =
            List.of(
                    "run",
                    "data set",
                    "order",
                    "design",
                    "label noise",
                    "started",
                    "ended",
                    "images",
                    "conditions",
                    "sent");
    private static final int TEXT_COLUMNS = HEADER.indexOf("images");

    private RunsTable() {}

    static String of(List<Run> runs) {
        List<List<String>> rows = new ArrayList<>(List.of(HEADER));
        runs.forEach(run -> rows.add(row(run)));
        return TextTable.of(TEXT_COLUMNS, rows);
    }

    private static List<String> row(Run run) {
        RunEnd end = run.getEnd();
        long records = run.getPlan().getRecords();
        return List.of(
                run.getRunId(),
                run.getImages().getDataset(),
                words(run.getImages().getOrder()),
                words(run.getPlan().getDesign()),
                noise(run.getPlan().getLabelNoise()),
                second(run.getStartedAt()),
                end == null ? "" : second(end.getEndedAt()) + " " + words(end.getOutcome()),
                Integer.toString(run.getImages().getCount()),
                Integer.toString(run.getPlan().getConditions().size()),
                end == null || end.getSent() == records
                        ? Long.toString(records)
                        : end.getSent() + " of " + records);
    }

    private static String noise(@Nullable RunLabelNoise noise) {
        return noise == null ? "none" : noise.getKind() + " " + noise.getRate();
    }

    private static String second(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private static String words(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
