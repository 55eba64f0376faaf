package dev.midstream.local.disaster;

import dev.midstream.local.disaster.Outcome.Survived;
import dev.midstream.local.disaster.Strike.Next;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A table of what happened, in a CSV file to which every schedule is added as soon as it has ended,
 * and a summary of it. A run that was interrupted goes on with the seeds that the file lacks.
 */
final class Report {
    private static final String HEADER =
            "seed,event,began_s,lasted_s,recovered_s,lost,twice,letters_lost,letters_twice";
    private static final String END = "END";

    private final Path file;

    /** Begins a table, unless it exists. */
    Report(Path file) throws IOException {
        this.file = file;
        if (!Files.exists(file)) {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.writeString(file, HEADER + "\n");
        }
    }

    /** Returns whether a schedule has passed before. */
    boolean has(long seed) throws IOException {
        return rows().stream()
                .anyMatch(row -> row[0].equals(String.valueOf(seed)) && row[1].equals(END));
    }

    /** Adds a schedule that has passed. */
    void add(Outcome outcome) throws IOException {
        List<String> lines = new ArrayList<>();
        for (Survived event : outcome.events()) {
            boolean alone = event.strike().next() == Next.AFTER_RECOVERY;
            lines.add(
                    String.format(
                            Locale.ROOT,
                            "%d,%s,%.0f,%d,%s,,,,",
                            outcome.seed(),
                            event.strike().event(),
                            event.began(),
                            event.strike().lasting(),
                            alone ? String.format(Locale.ROOT, "%.1f", event.recovered()) : ""));
        }
        lines.add(
                "%d,%s,,,,%d,%d,%d,%d"
                        .formatted(
                                outcome.seed(),
                                END,
                                outcome.lost(),
                                outcome.twice(),
                                outcome.lettersLost(),
                                outcome.lettersTwice()));
        Files.write(file, lines, StandardOpenOption.APPEND);
    }

    /** Writes the summary beside the table, as text, and returns it. */
    String writeSummary() throws IOException {
        String name = file.getFileName().toString().replaceFirst("\\.csv$", "") + ".md";
        String summary = summary();
        Files.writeString(file.resolveSibling(name), summary);
        return summary;
    }

    /** Returns the summary: events, recoveries, and what was lost or counted twice. */
    String summary() throws IOException {
        TreeMap<Event, List<Double>> recoveries = new TreeMap<>();
        TreeMap<Event, Integer> strikes = new TreeMap<>();
        TreeSet<Long> seeds = new TreeSet<>();
        long[] sums = new long[4];
        for (String[] row : rows()) {
            if (row[1].equals(END)) {
                seeds.add(Long.valueOf(row[0]));
                for (int i = 0; i < sums.length; i++) {
                    sums[i] += Long.parseLong(row[5 + i]);
                }
                continue;
            }
            Event event = Event.valueOf(row[1]);
            strikes.merge(event, 1, Integer::sum);
            if (!row[4].isEmpty()) {
                recoveries
                        .computeIfAbsent(event, e -> new ArrayList<>())
                        .add(Double.valueOf(row[4]));
            }
        }
        StringBuilder text =
                new StringBuilder(
                        "| event | times | recoveries measured | median s | longest s |\n"
                                + "|---|---|---|---|---|\n");
        strikes.forEach(
                (event, times) ->
                        text.append(row(event, times, recoveries.getOrDefault(event, List.of()))));
        int faults =
                strikes.entrySet().stream()
                        .filter(entry -> entry.getKey().isFault())
                        .mapToInt(entry -> entry.getValue())
                        .sum();
        text.append(
                "\n%d schedules (seeds %s), %d faults: lost %d, twice %d; dead letters lost with their transactions %d, twice %d\n"
                        .formatted(
                                seeds.size(), seeds, faults, sums[0], sums[1], sums[2], sums[3]));
        return text.toString();
    }

    private static String row(Event event, int times, List<Double> recoveries) {
        double[] sorted = recoveries.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        if (sorted.length == 0) {
            return "| %s | %d | 0 | – | – |\n".formatted(event.title(), times);
        }
        return String.format(
                Locale.ROOT,
                "| %s | %d | %d | %.1f | %.1f |\n",
                event.title(),
                times,
                sorted.length,
                sorted[sorted.length / 2],
                sorted[sorted.length - 1]);
    }

    private List<String[]> rows() throws IOException {
        return Files.readAllLines(file).stream()
                .skip(1)
                .map(line -> Arrays.copyOf(line.split(",", -1), 9))
                .toList();
    }
}
