package dev.midstream.cli.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.midstream.cli.Verbosity;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@SuppressWarnings("UnusedVariable") // picocli sets the fields of options.
class OptionTablesTest {
    private static final String PAGE =
            """
            <!-- Generated from the command line by OptionPageTest of its module. -->
            # `toy`

            A toy.

            | Option | Default | Meaning |
            |---|---|---|
            | `--verbose` |  | Show the logs of libraries, and the stack trace of an error. |

            ## `toy run`

            Runs 100 %.

            | Option | Default | Meaning |
            |---|---|---|
            | `--count N` | 3 | How often, a\\|b. |
            | `--[no-]fast` |  | Whether to hurry. |
            | `--file FILE` | none; it is not written | Where to. |
            | `--name NAME` | required | Who. |
            """;

    @TempDir private Path directory;

    @Test
    void page_commandWithSubcommand_listsOptionsByName() {
        assertThat(new OptionTables(new CommandLine(new Toy())).page()).isEqualTo(PAGE);
    }

    @Test
    void requireCurrent_stalePage_failsAndSaysHowToRegenerate() throws Exception {
        String root = System.getProperty("midstream.root");
        System.setProperty("midstream.root", directory.toString());
        try {
            Path page = Files.createDirectories(directory.resolve("docs/options"));
            Files.writeString(page.resolve("toy.md"), PAGE);
            OptionPage.requireCurrent("toy", new CommandLine(new Toy()));

            Files.writeString(page.resolve("toy.md"), PAGE.replace("Who.", "Whom."));
            assertThatThrownBy(() -> OptionPage.requireCurrent("toy", new CommandLine(new Toy())))
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("-Dmidstream.docs.update=true");
        } finally {
            if (root == null) {
                System.clearProperty("midstream.root");
            } else {
                System.setProperty("midstream.root", root);
            }
        }
    }

    @Command(
            name = "toy",
            description = "A toy.",
            mixinStandardHelpOptions = true,
            subcommands = Run.class)
    private static final class Toy {
        @Mixin private Verbosity verbosity = new Verbosity();
    }

    @Command(name = "run", description = "Runs 100 %.", mixinStandardHelpOptions = true)
    private static final class Run {
        @Option(names = "--name", required = true, paramLabel = "NAME", description = "Who.")
        private String name;

        @Option(
                names = "--count",
                paramLabel = "N",
                defaultValue = "3",
                description = "How often, a|b (default: ${DEFAULT-VALUE}).")
        private int count;

        @Option(
                names = "--file",
                paramLabel = "FILE",
                description = "Where to (default: none; it is not written).")
        private Optional<Path> file = Optional.empty();

        @Option(names = "--fast", negatable = true, description = "Whether to hurry.")
        private boolean fast;

        @Option(names = "--secret", hidden = true)
        private boolean secret;
    }
}
