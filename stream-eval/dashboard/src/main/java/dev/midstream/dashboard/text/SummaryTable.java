package dev.midstream.dashboard.text;

import dev.midstream.cli.terminal.TextTable;
import dev.midstream.dashboard.feed.FeedStatus;
import dev.midstream.dashboard.feed.LeadView;
import dev.midstream.dashboard.feed.SummaryView;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Summaries as lines of text: a row a run, model, point, data set and kind of label, the run that
 * changed last first, its best point first.
 */
public final class SummaryTable {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");
    private static final List<String> HEAD =
            List.of(
                    "RUN",
                    "MODEL",
                    "POINT",
                    "DATA",
                    "LABELS",
                    "CLEAN%",
                    "±",
                    "CORRUPTED%",
                    "ECE%",
                    "WINS:LOSSES",
                    "SURE +/-",
                    "IMAGES",
                    "IMG/S",
                    "UPDATED");
    private static final int LONGEST_NAME = 32;
    private static final int TEXT_COLUMNS = 5;

    /** Run, model, data and labels, which are often the same everywhere. */
    private static final List<Integer> SCOPE_COLUMNS = List.of(0, 1, 3, 4);

    private final ZoneId zone;

    /** A table with times of {@code zone}. */
    public SummaryTable(ZoneId zone) {
        this.zone = zone;
    }

    /** The table, with a line about the reading above it and one about its columns below. */
    public String of(List<SummaryView> summaries, FeedStatus status) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(HEAD);
        order(summaries).forEach(summary -> rows.add(row(summary)));
        String reading =
                "%s at %s: %s, %d records to read, %d unusable%n"
                        .formatted(
                                status.topic(),
                                status.bootstrapServers(),
                                status.state(),
                                status.backlog(),
                                status.rejected());
        String notes =
                ("%nMeans over corruptions and severities. ± is half of the always-valid 95 %%"
                                + " interval.%nWINS:LOSSES and SURE: against the reference point"
                                + " on the same images; cells surely ahead and behind.%n")
                        .formatted();
        return reading + System.lineSeparator() + lines(rows) + notes;
    }

    /** The lines of a table; what all of its rows have in common is said once, above it. */
    private static String lines(List<List<String>> rows) {
        List<Integer> common = SCOPE_COLUMNS.stream().filter(i -> isCommon(rows, i)).toList();
        List<List<String>> rest =
                rows.stream()
                        .map(
                                row ->
                                        IntStream.range(0, row.size())
                                                .filter(i -> !common.contains(i))
                                                .mapToObj(row::get)
                                                .toList())
                        .toList();
        String scope =
                common.stream()
                        .map(i -> HEAD.get(i) + " " + rows.get(1).get(i))
                        .collect(Collectors.joining("  "));
        return (scope.isEmpty() ? "" : scope + System.lineSeparator())
                + TextTable.of(TEXT_COLUMNS - common.size(), rest);
    }

    private static boolean isCommon(List<List<String>> rows, int column) {
        return rows.stream().skip(1).map(row -> row.get(column)).distinct().count() == 1;
    }

    private static List<SummaryView> order(List<SummaryView> summaries) {
        var latest =
                summaries.stream()
                        .collect(
                                Collectors.toMap(
                                        SummaryView::runId,
                                        SummaryView::updatedAt,
                                        (a, b) -> a.isAfter(b) ? a : b));
        Comparator<SummaryView> byRun =
                Comparator.comparing(
                        summary -> latest.getOrDefault(summary.runId(), Instant.MIN),
                        Comparator.reverseOrder());
        return summaries.stream()
                .sorted(
                        byRun.thenComparing(SummaryView::runId)
                                .thenComparing(SummaryView::dataset)
                                .thenComparing(SummaryView::labelKind)
                                .thenComparing(SummaryTable::skill, Comparator.reverseOrder()))
                .toList();
    }

    private static double skill(SummaryView summary) {
        Double corrupted = summary.meanCorruptedAccuracy();
        Double clean = summary.cleanAccuracy();
        return corrupted != null ? corrupted : clean == null ? 0 : clean;
    }

    private List<String> row(SummaryView summary) {
        @Nullable LeadView lead =
                summary.corruptedComparison() != null
                        ? summary.corruptedComparison()
                        : summary.cleanComparison();
        return List.of(
                name(summary.runId()),
                name(summary.modelId()),
                name(summary.pointId()),
                name(summary.dataset()),
                summary.labelKind().toLowerCase(Locale.ROOT),
                number("%.1f", summary.cleanAccuracy(), 100),
                number("%.1f", halfWidth(summary), 50),
                number("%.1f", summary.meanCorruptedAccuracy(), 100),
                number(
                        "%.1f",
                        summary.meanCorruptedEce() != null
                                ? summary.meanCorruptedEce()
                                : summary.cleanEce(),
                        100),
                lead == null ? "-" : lead.wins() + ":" + lead.losses(),
                lead == null
                        ? "-"
                        : "%d/%d of %d"
                                .formatted(lead.surelyAhead(), lead.surelyBehind(), lead.cells()),
                String.format(Locale.ROOT, "%,d", summary.images()),
                number("%,.0f", summary.imagesPerSecond(), 1),
                TIME.withZone(zone).format(summary.updatedAt()));
    }

    private static @Nullable Double halfWidth(SummaryView summary) {
        Double low = summary.cleanAccuracyLow();
        Double high = summary.cleanAccuracyHigh();
        return low == null || high == null ? null : (Double) (high - low);
    }

    private static String number(String format, @Nullable Double value, double factor) {
        return value == null ? "-" : String.format(Locale.ROOT, format, factor * value);
    }

    // Names come from the stream: whatever would move a terminal's cursor is left out.
    private static String name(String text) {
        String plain =
                text.codePoints()
                        .map(point -> isPlain(point) ? point : '?')
                        .limit(LONGEST_NAME)
                        .collect(
                                StringBuilder::new,
                                StringBuilder::appendCodePoint,
                                StringBuilder::append)
                        .toString();
        return text.codePointCount(0, text.length()) > LONGEST_NAME ? plain + "…" : plain;
    }

    private static boolean isPlain(int codePoint) {
        return !Character.isISOControl(codePoint)
                && Character.getType(codePoint) != Character.FORMAT
                && Character.getType(codePoint) != Character.LINE_SEPARATOR
                && Character.getType(codePoint) != Character.PARAGRAPH_SEPARATOR;
    }
}
