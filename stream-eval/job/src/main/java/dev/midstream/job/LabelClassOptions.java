package dev.midstream.job;

import dev.midstream.cli.dataset.ClassFiles;
import dev.midstream.cli.dataset.ClassMapOption;
import dev.midstream.evaluation.classes.ClassChoice;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options of the classes that labels are of. */
final class LabelClassOptions {
    @Option(
            names = "--classes",
            paramLabel = "FILE",
            description =
                    "The data set's classes by index, one per line, where it has only some of the"
                            + " models': their answers are those among these classes (default: the"
                            + " classes of the first model).")
    private Optional<Path> file = Optional.empty();

    @Mixin private ClassMapOption map = new ClassMapOption();

    /**
     * What is known of the classes.
     *
     * @throws IllegalArgumentException if a file cannot be read, with a message for the user
     */
    ClassChoice choice() {
        return new ClassChoice(file.map(ClassFiles::names).orElse(List.of()), map.aliases());
    }
}
