package dev.midstream.trainer.reproduce.evidence;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a model directory and a landscape say of a run.
 *
 * @param model the directory
 */
public record ModelFiles(Path model) {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private JsonNode tree() throws IOException {
        return MAPPER.readTree(model.resolve("training.json").toFile());
    }

    /** The course of training. */
    public RunEvidence.Course course() throws IOException {
        JsonNode tree = tree();
        Map<String, String> options = new TreeMap<>();
        tree.get("options")
                .fields()
                .forEachRemaining(field -> options.put(field.getKey(), field.getValue().asText()));
        return new RunEvidence.Course(
                options,
                values(tree, "epochs", "loss"),
                values(tree, "epochs", "accuracy"),
                values(tree, "heldOut", "loss"),
                values(tree, "heldOut", "accuracy"));
    }

    /** Wall time of all epochs, interruptions aside. */
    public double trainSeconds() throws IOException {
        return Math.rint(
                values(tree(), "epochs", "seconds").stream()
                        .mapToDouble(Double::doubleValue)
                        .sum());
    }

    private static List<Double> values(JsonNode tree, String list, String name) {
        List<Double> values = new ArrayList<>();
        for (JsonNode epoch : tree.get(list)) {
            values.add(Math.rint(epoch.get(name).asDouble() * 1e4) / 1e4);
        }
        return values;
    }

    /** The places of a landscape. */
    public static List<RunEvidence.Place> places(Path directory) throws IOException {
        List<String> lines = Files.readAllLines(directory.resolve("landscape.csv"));
        List<String> names = List.of(lines.get(0).split(",", -1));
        List<RunEvidence.Place> places = new ArrayList<>();
        for (String line : lines.subList(1, lines.size())) {
            String[] fields = line.split(",", -1);
            List<Double> mixing = new ArrayList<>();
            for (int i = 0; i < fields.length; i++) {
                if (names.get(i).startsWith("mixing")) {
                    mixing.add(Distillation.rounded(Double.parseDouble(fields[i])));
                }
            }
            places.add(
                    new RunEvidence.Place(
                            mixing,
                            number(fields, names.indexOf("accuracy")),
                            number(fields, names.indexOf("ece")),
                            number(fields, names.indexOf("loss"))));
        }
        return places;
    }

    private static double number(String[] fields, int index) {
        return Distillation.rounded(Double.parseDouble(fields[index]));
    }
}
