package dev.midstream.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * An option has the same value, default and meaning in every command. The pages of {@code
 * docs/options} are read, which tests of the commands' modules hold to the command lines.
 */
class SameOptionsTest {
    private static final Path PAGES =
            Path.of(System.getProperty("midstream.root"), "docs", "options");
    private static final Pattern ROW =
            Pattern.compile("\\| `(--[a-z0-9\\[\\]-]+) ?(.*?)` \\| (.*) \\| (.*) \\|");

    /** Options whose name is the natural one for things that differ between commands. */
    private static final Set<String> DIFFERENT =
            Set.of(
                    // Data that are judged, that a model was trained on, or of the local cluster.
                    "--dataset",
                    "--data",
                    "--limit",
                    // A model on this machine, or one that task managers read.
                    "--model",
                    // The classes of a model, of a data set, or those that a job counts.
                    "--classes",
                    // Points to judge, to export or to add, and what their statistics take.
                    "--points",
                    "--samples",
                    "--bn-images",
                    // What is written: a model, a report, a data set.
                    "--out",
                    // Images of a training step, or scored at once.
                    "--batch-size",
                    // Of the images of a data set, or of all that a model will be shown.
                    "--resize",
                    "--crop",
                    // What trains, or scores here or on task managers.
                    "--precision",
                    "--device",
                    // What is continued: a run on a topic, or training.
                    "--resume",
                    // Of the publisher the data set and the time; of an evaluation "offline".
                    "--run-id");

    @Test
    void pages_sameOption_sameValueDefaultAndMeaning() throws Exception {
        Map<String, Map<String, List<String>>> texts = new TreeMap<>();
        try (Stream<Path> pages = Files.list(PAGES)) {
            for (Path page : pages.sorted().toList()) {
                for (String line : Files.readAllLines(page)) {
                    Matcher row = ROW.matcher(line);
                    if (row.matches()) {
                        String text = row.group(2) + " | " + row.group(3) + " | " + row.group(4);
                        texts.computeIfAbsent(row.group(1), name -> new HashMap<>())
                                .computeIfAbsent(text, key -> new ArrayList<>())
                                .add(page.getFileName().toString());
                    }
                }
            }
        }
        assertThat(texts).hasSizeGreaterThan(100);
        texts.keySet().removeAll(DIFFERENT);
        texts.values().removeIf(variants -> variants.size() == 1);
        assertThat(texts).isEmpty();
    }
}
