package dev.midstream.local;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The log of a service of deploy/local, as its Log4j configuration lays it out.
 *
 * @param file the log
 */
record ServiceLog(Path file) {
    private static final Pattern ENTRY =
            Pattern.compile("\\d{4}-\\d\\d-\\d\\d \\S+ ([A-Z]+) +(\\S+) +(.*)");

    /**
     * An entry of the log.
     *
     * @param logger its abbreviated name
     * @param message the first line
     * @param lines how many lines it takes, with its stack trace
     */
    record Entry(String level, String logger, String message, int lines) {}

    /** How long the log is now, in bytes. */
    long size() throws IOException {
        return Files.exists(file) ? Files.size(file) : 0;
    }

    /** All entries that begin after a position, in bytes. */
    List<Entry> since(long position) throws IOException {
        byte[] all = Files.readAllBytes(file);
        int from = (int) Math.min(position, all.length);
        String text = new String(all, from, all.length - from, StandardCharsets.UTF_8);
        List<Entry> entries = new ArrayList<>();
        for (String line : text.split("\n", -1)) {
            Matcher matcher = ENTRY.matcher(line);
            if (matcher.matches()) {
                entries.add(new Entry(matcher.group(1), matcher.group(2), matcher.group(3), 1));
            } else if (!entries.isEmpty() && !line.isEmpty()) {
                Entry last = entries.remove(entries.size() - 1);
                entries.add(new Entry(last.level, last.logger, last.message, last.lines + 1));
            }
        }
        return entries;
    }

    /** How many lines each level and logger have since a position. */
    Map<String, Integer> linesSince(long position) throws IOException {
        Map<String, Integer> lines = new TreeMap<>();
        for (Entry entry : since(position)) {
            lines.merge(entry.level + " " + entry.logger, entry.lines, Integer::sum);
        }
        return lines;
    }
}
