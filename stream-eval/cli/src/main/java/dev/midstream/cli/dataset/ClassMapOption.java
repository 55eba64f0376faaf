package dev.midstream.cli.dataset;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The option that names classes which a data set and a model call differently. */
public final class ClassMapOption {
    @Option(
            names = "--class-map",
            paramLabel = "FILE",
            description =
                    "Classes that the data set and the model name differently, such as a synset and"
                            + " a word: in each line the data set's name, a tab, the model's name"
                            + " (default: names are the same).")
    private Optional<Path> file = Optional.empty();

    /**
     * Names of classes in the model by those in the data set.
     *
     * @throws IllegalArgumentException if the file is none, with a message for the user
     */
    public Map<String, String> aliases() {
        return file.map(ClassFiles::aliases).orElse(Map.of());
    }
}
