package dev.midstream.job.progress;

import static java.util.stream.Collectors.joining;

import java.util.Collection;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * Writes one line for all subtasks when each of them has reported, or when one reports again while
 * others are silent.
 */
public final class ProgressLog {
    private static final double SECOND = 1000;
    private static final double MINUTE = 60 * SECOND;
    private static final double HOUR = 60 * MINUTE;
    private static final double LONGEST_IN_UNIT = 120;

    private final String job;
    private final int subtasks;
    private final DeadLetterCount deadLetters;
    private final Consumer<String> lines;
    private final Map<Integer, Progress> reports = new TreeMap<>();
    private final Set<Integer> ended = new HashSet<>();

    /**
     * @param job names the job among those of the same job manager
     * @param subtasks how many report
     */
    public ProgressLog(
            String job, int subtasks, DeadLetterCount deadLetters, Consumer<String> lines) {
        this.job = job;
        this.subtasks = subtasks;
        this.deadLetters = deadLetters;
        this.lines = lines;
    }

    /** Takes the report of a subtask. */
    public void receive(int subtask, Progress progress) {
        if (reports.containsKey(subtask)) {
            write();
        }
        reports.put(subtask, progress);
        if (ended.size() < subtasks && silent() == 0) {
            write();
        }
    }

    /** A subtask has no images any more: what it reports from now on goes into the next line. */
    public void end(int subtask) {
        ended.add(subtask);
    }

    /** A subtask has failed and starts again. */
    public void forget(int subtask) {
        reports.remove(subtask);
        ended.remove(subtask);
    }

    /** Writes what no line has said yet, at the end of the job. */
    public void close() {
        if (!reports.isEmpty()) {
            write();
        }
    }

    private long silent() {
        return IntStream.range(0, subtasks)
                .filter(subtask -> !ended.contains(subtask) && !reports.containsKey(subtask))
                .count();
    }

    private void write() {
        lines.accept(line(reports.values(), deadLetters.take()));
        reports.clear();
    }

    private String line(Collection<Progress> all, long letters) {
        long images = all.stream().mapToLong(Progress::images).sum();
        long batches = all.stream().mapToLong(Progress::batches).sum();
        double seconds = all.stream().mapToLong(Progress::millis).max().orElse(1) / SECOND;
        long lag = all.stream().mapToLong(Progress::lagMillis).max().orElse(Progress.UNKNOWN);
        StringBuilder line = new StringBuilder(job).append(": ");
        line.append(count(images, "image")).append(text(" in %.0f s", seconds));
        if (images > 0 && seconds > 0) {
            line.append(
                    text(" (%.1f/s, %.1f a batch)", images / seconds, images / (double) batches));
        }
        if (lag != Progress.UNKNOWN) {
            line.append(", the latest scored ").append(duration(lag)).append(" after publication");
        }
        line.append("; ").append(models(all));
        line.append("; ").append(count(letters, "dead letter"));
        if (silent() > 0) {
            line.append(text("; %d of %d subtasks are silent", silent(), subtasks));
        }
        return line.toString();
    }

    private static String models(Collection<Progress> all) {
        Set<String> ids = new TreeSet<>();
        all.forEach(progress -> ids.addAll(progress.models()));
        String names = ids.isEmpty() ? "" : ids.stream().collect(joining(", ", " (", ")"));
        return count(ids.size(), "model") + names;
    }

    private static String count(long number, String what) {
        return number == 0
                ? "no " + what + "s"
                : text("%,d %s%s", number, what, number == 1 ? "" : "s");
    }

    private static String duration(long millis) {
        if (millis < LONGEST_IN_UNIT * SECOND) {
            return text("%.1f s", millis / SECOND);
        }
        return millis < LONGEST_IN_UNIT * MINUTE
                ? text("%.0f min", millis / MINUTE)
                : text("%.0f h", millis / HOUR);
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
