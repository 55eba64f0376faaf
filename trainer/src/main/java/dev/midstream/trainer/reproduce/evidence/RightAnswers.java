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

/** Which images each column gets right, read from the predictions that {@code evaluate} writes. */
final class RightAnswers {
    private static final int COLUMNS = 10;
    private static final int POINT = 2;
    private static final int CORRUPTION = 3;
    private static final int SEVERITY = 4;
    private static final int LABEL = 5;
    private static final int PREDICTED = 6;

    // By cell: column, corruption and severity; by image.
    private final Map<String, TreeMap<String, Boolean>> right = new LinkedHashMap<>();

    private RightAnswers() {}

    static RightAnswers read(Path file) throws IOException {
        RightAnswers answers = new RightAnswers();
        try (BufferedReader reader = Files.newBufferedReader(file)) {
            String line = reader.readLine();
            for (line = reader.readLine(); line != null; line = reader.readLine()) {
                List<String> fields = fields(line);
                if (fields.size() != COLUMNS) {
                    throw new IOException("Cannot read " + file + ": " + line);
                }
                answers.right
                        .computeIfAbsent(
                                key(
                                        fields.get(POINT),
                                        fields.get(CORRUPTION),
                                        Integer.parseInt(fields.get(SEVERITY))),
                                unused -> new TreeMap<>())
                        .put(fields.get(0), fields.get(LABEL).equals(fields.get(PREDICTED)));
            }
        }
        return answers;
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

    /** The images of the first cell. */
    RunEvidence.TestImages images() throws IOException {
        TreeMap<String, Boolean> first =
                right.values().stream()
                        .findFirst()
                        .orElseThrow(() -> new IOException("Nothing was predicted."));
        byte[] names = String.join("\n", first.keySet()).getBytes(StandardCharsets.UTF_8);
        return new RunEvidence.TestImages(first.size(), Checksums.sha256(names));
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
