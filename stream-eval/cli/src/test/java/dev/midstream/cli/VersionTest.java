package dev.midstream.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ScopeType;

class VersionTest {
    @Test
    void version_ofCommandAndSubcommand_namesTheProgram() {
        assertThat(output("--version")).isEqualTo("program development\n");
        assertThat(output("part", "--version")).isEqualTo("program development\n");
    }

    private static String output(String... arguments) {
        StringWriter out = new StringWriter();
        CommandLine line = new CommandLine(new Program()).setOut(new PrintWriter(out, true));
        assertThat(line.execute(arguments)).isEqualTo(ExitCodes.SUCCESS);
        return out.toString();
    }

    @Command(
            name = "program",
            mixinStandardHelpOptions = true,
            scope = ScopeType.INHERIT,
            versionProvider = Version.class,
            subcommands = Part.class)
    static final class Program {}

    @Command(name = "part")
    static final class Part {}
}
