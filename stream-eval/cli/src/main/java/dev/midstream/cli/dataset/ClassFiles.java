package dev.midstream.cli.dataset;

import dev.midstream.cli.OptionFiles;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Files that users write about classes. */
public final class ClassFiles {
    private static final String TAB = "\t";

    private ClassFiles() {}

    /**
     * The names of classes by index, one a line.
     *
     * @throws IllegalArgumentException if the file cannot be read, with a message for the user
     */
    public static List<String> names(Path file) {
        return OptionFiles.lines("--classes", "one name per line", file);
    }

    /**
     * Names of classes in a model by those in a data set: a line each, with a tab between them.
     *
     * @throws IllegalArgumentException if the file is none, with a message for the user
     */
    static Map<String, String> aliases(Path file) {
        Map<String, String> aliases = new HashMap<>();
        for (String line :
                OptionFiles.lines(
                        "--class-map",
                        "a name of the data set, a tab and a name of the model in each line",
                        file)) {
            String[] names = line.split(TAB, -1);
            if (names.length != 2 || names[0].isBlank() || names[1].isBlank()) {
                throw new IllegalArgumentException(
                        "Invalid --class-map: %s has the line '%s'. Give a name of the data set, a tab and a name of the model."
                                .formatted(file, line));
            }
            String other = aliases.putIfAbsent(names[0].strip(), names[1].strip());
            if (other != null) {
                throw new IllegalArgumentException(
                        "Invalid --class-map: %s has two lines for %s. Keep one of them."
                                .formatted(file, names[0].strip()));
            }
        }
        return aliases;
    }
}
