package dev.midstream.trainer.reproduce.evidence;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.midstream.trainer.checkpoint.DurableFile;
import dev.midstream.trainer.reproduce.plan.Plan;
import dev.midstream.trainer.reproduce.plan.PlanRuns;
import dev.midstream.trainer.reproduce.plan.PlannedRun;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The records of runs, a file each.
 *
 * @param directory that holds them
 */
public record EvidenceFiles(Path directory) {
    private static final String ENDING = ".json";

    private static final ObjectMapper MAPPER =
            new ObjectMapper().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);

    /** The file of a run. */
    public Path file(PlannedRun run) {
        return directory.resolve(run.fileName() + ENDING);
    }

    /**
     * All records of a plan, by the name of the run, in its order.
     *
     * @throws IOException if one cannot be read or was not made by the plan, with a message that
     *     says what to do
     */
    public Map<String, RunEvidence> read(Plan plan) throws IOException {
        Map<String, RunEvidence> all = new LinkedHashMap<>();
        for (PlannedRun run : PlanRuns.of(plan)) {
            if (Files.exists(file(run))) {
                all.put(run.id(), read(run));
            }
        }
        for (PlannedRun run : PlanRuns.of(plan)) {
            RunEvidence evidence = all.get(run.id());
            if (evidence != null) {
                Choices choices = new Choices(plan, all);
                check(run, evidence, choices.of(run));
            }
        }
        return all;
    }

    /**
     * The records that no run of a plan has, such as those of a method that it does not name any
     * more, in the order of their names.
     *
     * @throws IOException if the directory cannot be read
     */
    public List<Path> strangers(Plan plan) throws IOException {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        Set<Path> planned = new HashSet<>();
        PlanRuns.of(plan).forEach(run -> planned.add(file(run)));
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(ENDING))
                    .filter(file -> !planned.contains(file))
                    .sorted()
                    .toList();
        }
    }

    private RunEvidence read(PlannedRun run) throws IOException {
        RunEvidence evidence;
        try {
            evidence = MAPPER.readValue(file(run).toFile(), RunEvidence.class);
        } catch (JsonProcessingException e) {
            throw new IOException(
                    "Cannot read record %s: %s. Remove it, and the run is made again."
                            .formatted(
                                    file(run),
                                    String.valueOf(e.getOriginalMessage())
                                            .replaceAll("\\s*\\R\\s*", " ")),
                    e);
        }
        if (evidence.format() != RunEvidence.FORMAT) {
            throw new IOException(
                    "Cannot read record %s: its format is %d, not %d. Use the trainer that wrote it."
                            .formatted(file(run), evidence.format(), RunEvidence.FORMAT));
        }
        return evidence;
    }

    private void check(PlannedRun run, RunEvidence evidence, Optional<String> chosen)
            throws IOException {
        List<String> planned = run.commands(chosen).stream().map(Commands::text).toList();
        List<String> made = evidence.commands();
        if (evidence.run().equals(run.id()) && made.equals(planned)) {
            return;
        }
        int first = 0;
        while (first < Math.min(planned.size(), made.size())
                && made.get(first).equals(planned.get(first))) {
            first++;
        }
        throw new IOException(
                "Cannot use record %s: it was made by %s, the plan has %s. Move it away, and what is missing is made again."
                        .formatted(file(run), quoted(made, first), quoted(planned, first)));
    }

    private static String quoted(List<String> commands, int index) {
        return index < commands.size() ? "'" + commands.get(index) + "'" : "nothing";
    }

    /**
     * Writes a record, all at once.
     *
     * @throws IOException if it cannot be written
     */
    public void write(PlannedRun run, RunEvidence evidence) throws IOException {
        DefaultPrettyPrinter printer =
                new DefaultPrettyPrinter().withObjectIndenter(new DefaultIndenter("  ", "\n"));
        byte[] text =
                (MAPPER.writer(printer).writeValueAsString(evidence) + "\n")
                        .getBytes(StandardCharsets.UTF_8);
        Files.createDirectories(directory);
        DurableFile.replace(file(run), stream -> stream.write(text));
    }
}
