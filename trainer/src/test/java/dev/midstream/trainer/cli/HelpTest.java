package dev.midstream.trainer.cli;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import dev.midstream.trainer.Trainer;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** Every option of every command says what it is, in which unit, and what it is by default. */
class HelpTest {
    private static final Set<Class<?>> NUMBERS =
            Set.of(int.class, long.class, double.class, Integer.class, Long.class, Double.class);

    /** What a number counts or is measured in, in the words of its description. */
    private static final Map<String, String> UNITS =
            Map.ofEntries(
                    entry("--batch-size", "images"),
                    entry("--beta", "factor"),
                    entry("--beyond", "positions or mixing weights"),
                    entry("--bn-images", "images"),
                    entry("--budget", "pairs"),
                    entry("--checkpoint-minutes", "minutes"),
                    entry("--clean-share", "share"),
                    entry("--coverage", "shares"),
                    entry("--crop", "pixels"),
                    entry("--dropout", "share"),
                    entry("--ece-bins", "bins"),
                    entry("--endpoints", "endpoints"),
                    entry("--epochs", "passes over the images"),
                    entry("--holdout", "share"),
                    entry("--input-std", "standard deviation"),
                    entry("--input-mean", "pixel"),
                    entry("--label-noise", "share"),
                    entry("--label-smoothing", "share"),
                    entry("--learning-rate", "factor"),
                    entry("--limit", "images"),
                    entry("--members", "networks"),
                    entry("--momentum", "factor"),
                    entry("--parallel", "runs"),
                    entry("--patience", "epochs"),
                    entry("--resize", "pixels"),
                    entry("--sam", "euclidean distance in the weights"),
                    entry("--samples", "points"),
                    entry("--samples-per-batch", "points"),
                    entry("--seed", "seed"),
                    entry("--image-seed", "seed"),
                    entry("--label-noise-seed", "seed"),
                    entry("--step", "positions or mixing weights"),
                    entry("--swa-rate", "learning rate"),
                    entry("--swa-start", "share"),
                    entry("--temperature-images", "images"),
                    entry("--threads", "threads"),
                    entry("--warmup-epochs", "epochs"),
                    entry("--weight-decay", "factor"));

    static Set<String> commands() {
        return Trainer.commandLine().getSubcommands().keySet();
    }

    private static List<OptionSpec> options(String command) {
        return Trainer.commandLine()
                .getSubcommands()
                .get(command)
                .getCommandSpec()
                .options()
                .stream()
                .filter(option -> !option.usageHelp() && !option.versionHelp())
                .toList();
    }

    /** As it is printed, with what it refers to, in lower case. */
    private static String description(OptionSpec option) {
        return String.join(" ", option.description())
                .replace("${DEFAULT-VALUE}", String.valueOf(option.defaultValue()))
                .toLowerCase(Locale.ROOT);
    }

    /** Its values may be wrapped, as of {@code Optional<Integer>} or {@code List<Double>}. */
    private static boolean isNumeric(OptionSpec option) {
        return NUMBERS.contains(option.auxiliaryTypes()[0]);
    }

    @ParameterizedTest
    @MethodSource("commands")
    void help_everyOption_isListedAndExplainedWithItsDefault(String name) {
        StringWriter output = new StringWriter();
        CommandLine command = Trainer.commandLine().setOut(new PrintWriter(output, true));
        assertThat(command.execute(name, "--help")).isZero();
        assertThat(options(name)).hasSizeGreaterThan(5);
        for (OptionSpec option : options(name)) {
            String longest = option.longestName();
            assertThat(output.toString())
                    .contains(option.negatable() ? longest.replaceFirst("--", "--[no-]") : longest);
            String description = description(option);
            assertThat(description).as(longest).hasSizeGreaterThan(20);
            if (!option.required()) {
                assertThat(description).as(longest).matches("(?s).*\\(default: .*\\).*");
            }
        }
    }

    @ParameterizedTest
    @MethodSource("commands")
    void help_everyNumber_hasAUnitAndItsTrueDefault(String name) {
        for (OptionSpec option : options(name)) {
            String longest = option.longestName();
            if (!isNumeric(option)) {
                assertThat(UNITS).doesNotContainKey(longest);
                continue;
            }
            assertThat(UNITS).containsKey(longest);
            assertThat(description(option)).as(longest).contains(UNITS.get(longest));
            if (option.defaultValue() != null) {
                assertThat(description(option))
                        .as(longest)
                        .contains("(default: " + option.defaultValue());
            }
        }
    }
}
