package dev.midstream.trainer.reproduce.evidence;

import dev.midstream.schemas.Checksums;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which images columns get right, read from the predictions that {@code evaluate} writes. Of cells
 * that are not compared nothing is kept but the names of the images, since there may be millions.
 */
final class RightAnswers {
    private static final int COLUMNS = 10;
    private static final int POINT = 2;
    private static final int CORRUPTION = 3;
    private static final int SEVERITY = 4;
    private static final int LABEL = 5;
    private static final int PREDICTED = 6;

    // By cell: column, corruption and severity; by image.
    private final Map<String, TreeMap<String, Boolean>> right = new LinkedHashMap<>();
    private final TreeMap<String, String> names = new TreeMap<>();

    private RightAnswers() {}

    /** Which cells are compared. */
    @FunctionalInterface
    interface Comparison {
        boolean compares(String column, String corruption, int severity);
    }

    static RightAnswers read(Path file, Comparison comparison) throws IOException {
        RightAnswers answers = new RightAnswers();
        try (BufferedReader reader = Files.newBufferedReader(file)) {
            String line = reader.readLine();
            for (line = reader.readLine(); line != null; line = reader.readLine()) {
                List<String> fields = fields(line);
                if (fields.size() != COLUMNS) {
                    throw new IOException("Cannot read " + file + ": " + line);
                }
                answers.add(fields, comparison);
            }
        }
        return answers;
    }

    private void add(List<String> fields, Comparison comparison) {
        // One name for all cells, and not a copy of it for each.
        String image = names.computeIfAbsent(fields.get(0), name -> name);
        String column = fields.get(POINT);
        String corruption = fields.get(CORRUPTION);
        int severity = Integer.parseInt(fields.get(SEVERITY));
        if (comparison.compares(column, corruption, severity)) {
            right.computeIfAbsent(key(column, corruption, severity), unused -> new TreeMap<>())
                    .put(image, fields.get(LABEL).equals(fields.get(PREDICTED)));
        }
    }

    private static String key(String column, String corruption, int severity) {
        return column + "\t" + corruption + "\t" + severity;
    }

    /** The fields of a line of CSV. */
    static List<String> fields(String line) {
        List<String> fields = new ArrayList<>();
        StringBuilder field = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '"') {
                if (quoted && i + 1 < line.length() && line.charAt(i + 1) == '"') {
                    field.append(c);
                    i++;
                } else {
                    quoted = !quoted;
                }
            } else if (c == ',' && !quoted) {
                fields.add(field.toString());
                field.setLength(0);
            } else {
                field.append(c);
            }
        }
        fields.add(field.toString());
        return fields;
    }

    /** The images that answers are about. */
    RunEvidence.TestImages images() throws IOException {
        if (names.isEmpty()) {
            throw new IOException("Nothing was predicted.");
        }
        byte[] text = String.join("\n", names.keySet()).getBytes(StandardCharsets.UTF_8);
        return new RunEvidence.TestImages(names.size(), Checksums.sha256(text));
    }

    /** The bits of a cell in Base64. */
    String bits(String column, String corruption, int severity) {
        TreeMap<String, Boolean> cell =
                right.getOrDefault(key(column, corruption, severity), new TreeMap<>());
        BitSet bits = new BitSet(cell.size());
        int index = 0;
        for (boolean isRight : cell.values()) {
            bits.set(index++, isRight);
        }
        return Base64.getEncoder().encodeToString(bits.toByteArray());
    }
}
