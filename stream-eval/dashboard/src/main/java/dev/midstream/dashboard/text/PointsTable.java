package dev.midstream.dashboard.text;

import dev.midstream.cli.terminal.TextTable;
import dev.midstream.dashboard.feed.FeedStatus;
import dev.midstream.dashboard.view.ComparisonView;
import dev.midstream.dashboard.view.PointKey;
import dev.midstream.dashboard.view.ProgressView;
import dev.midstream.dashboard.view.SummaryView;
import dev.midstream.evaluation.verdict.Lead;
import dev.midstream.metrics.Estimate;
import dev.midstream.metrics.Figure;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Summaries as lines of text: a row a run, model, point, data set and kind of label, the run that
 * changed last first, its best point first.
 */
public final class PointsTable {
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
    private static final int MAX_NAME_LENGTH = 32;
    private static final int TEXT_COLUMNS = 5;

    /** Run, model, data and labels, which are often the same everywhere. */
    private static final List<Integer> SCOPE_COLUMNS = List.of(0, 1, 3, 4);

    private final ZoneId zone;

    /** A table with times of {@code zone}. */
    public PointsTable(ZoneId zone) {
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
                ("%nMeans over corruptions and severities. ± is half of the 95 %% interval"
                                + " of the images so far.%nWINS:LOSSES and SURE: against each"
                                + " point's reference on the same images; cells surely ahead and"
                                + " behind so far.%n")
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
                                        summary -> summary.key().runId(),
                                        summary -> summary.progress().updatedAt(),
                                        (a, b) -> a.isAfter(b) ? a : b));
        Comparator<SummaryView> byRun =
                Comparator.comparing(
                        summary -> latest.getOrDefault(summary.key().runId(), Instant.MIN),
                        Comparator.reverseOrder());
        return summaries.stream()
                .sorted(
                        byRun.thenComparing(summary -> summary.key().runId())
                                .thenComparing(summary -> summary.key().dataset())
                                .thenComparing(summary -> summary.key().labelKind())
                                .thenComparing(PointsTable::skill, Comparator.reverseOrder()))
                .toList();
    }

    private static double skill(SummaryView summary) {
        return value(summary.corrupted(), Figure.ACCURACY)
                .or(() -> value(summary.clean(), Figure.ACCURACY))
                .orElse(0.0);
    }

    private List<String> row(SummaryView summary) {
        PointKey key = summary.key();
        ProgressView progress = summary.progress();
        @Nullable ComparisonView comparison =
                summary.corrupted().comparison() != null
                        ? summary.corrupted().comparison()
                        : summary.clean().comparison();
        Optional<Lead> lead = Optional.ofNullable(comparison).map(ComparisonView::lead);
        return List.of(
                name(key.runId()),
                name(key.modelId()),
                name(key.pointId()),
                name(key.dataset()),
                key.labelKind().toLowerCase(Locale.ROOT),
                number("%.1f", value(summary.clean(), Figure.ACCURACY), 100),
                number("%.1f", width(summary.clean(), Figure.ACCURACY), 50),
                number("%.1f", value(summary.corrupted(), Figure.ACCURACY), 100),
                number(
                        "%.1f",
                        value(summary.corrupted(), Figure.ECE)
                                .or(() -> value(summary.clean(), Figure.ECE)),
                        100),
                lead.map(own -> own.wins() + ":" + own.losses()).orElse("-"),
                lead.map(
                                own ->
                                        "%d/%d of %d"
                                                .formatted(
                                                        own.surelyAhead(),
                                                        own.surelyBehind(),
                                                        own.cells()))
                        .orElse("-"),
                String.format(Locale.ROOT, "%,d", progress.images()),
                number("%,.0f", Optional.ofNullable(progress.imagesPerSecond()), 1),
                TIME.withZone(zone).format(progress.updatedAt()));
    }

    private static Optional<Double> value(SummaryView.MeanView mean, Figure figure) {
        return Optional.ofNullable(mean.figures().get(figure.id())).map(Estimate::value);
    }

    private static Optional<Double> width(SummaryView.MeanView mean, Figure figure) {
        return Optional.ofNullable(mean.figures().get(figure.id()))
                .flatMap(Estimate::interval)
                .map(interval -> interval.high() - interval.low());
    }

    private static String number(String format, Optional<Double> value, double factor) {
        return value.map(number -> String.format(Locale.ROOT, format, factor * number)).orElse("-");
    }

    // Names come from the stream: whatever would move a terminal's cursor is left out.
    private static String name(String text) {
        String plain =
                text.codePoints()
                        .map(point -> isPlain(point) ? point : '?')
                        .limit(MAX_NAME_LENGTH)
                        .collect(
                                StringBuilder::new,
                                StringBuilder::appendCodePoint,
                                StringBuilder::append)
                        .toString();
        return text.codePointCount(0, text.length()) > MAX_NAME_LENGTH ? plain + "…" : plain;
    }

    private static boolean isPlain(int codePoint) {
        return !Character.isISOControl(codePoint)
                && Character.getType(codePoint) != Character.FORMAT
                && Character.getType(codePoint) != Character.LINE_SEPARATOR
                && Character.getType(codePoint) != Character.PARAGRAPH_SEPARATOR;
    }
}
