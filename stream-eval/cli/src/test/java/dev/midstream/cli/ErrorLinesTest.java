package dev.midstream.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midstream.images.dataset.DatasetException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

class ErrorLinesTest {
    private final StringWriter err = new StringWriter();

    @Test
    void execute_exceptionOfThisProject_printsItsMessageOnOneLine() {
        assertThat(execute(new DatasetException("Cannot read it:\n  it is gone."))).isEqualTo(1);
        assertThat(err).hasToString("Cannot read it: it is gone.\n");
    }

    @Test
    void execute_inputOutputException_printsItsMessage() {
        assertThat(execute(new UncheckedIOException(new IOException("Cannot write x: full."))))
                .isEqualTo(1);
        assertThat(err).hasToString("Cannot write x: full.\n");
    }

    @Test
    void execute_anyOtherException_namesItsClass() {
        assertThat(execute(new IllegalStateException("broken"))).isEqualTo(1);
        assertThat(err)
                .hasToString(
                        "Cannot continue: IllegalStateException: broken. Set MIDSTREAM_DEBUG=1 to"
                                + " see where.\n");
    }

    @Test
    void execute_messageThatIsOnlyAPath_saysWhatIsWrongWithIt() {
        assertThat(execute(new NoSuchFileException("/x"))).isEqualTo(1);
        assertThat(err).hasToString("Cannot read or write /x: it does not exist.\n");
        assertThat(ErrorLines.line(new UncheckedIOException(new AccessDeniedException("/y"))))
                .isEqualTo("Cannot read or write /y: access is denied. Check its permissions.");
    }

    @Test
    void line_nameThatTheLocaleLacks_saysWhatToDo() {
        assertThat(ErrorLines.line(new InvalidPathException("caf\ufffd", "Malformed input")))
                .isEqualTo(
                        "The name caf? has characters that are not in this locale's character set"
                                + " (%s). Run the command with LC_ALL=C.UTF-8.",
                        System.getProperty("sun.jnu.encoding"));
    }

    @Test
    void usageLine_pathThatTheLocaleLacks_saysWhatToDo() {
        ParameterException error =
                new ParameterException(
                        new CommandLine(CommandLine.Model.CommandSpec.create()),
                        "Invalid value for option '--data': cannot convert 'caf\ufffd' to interface"
                                + " java.nio.file.Path (java.nio.file.InvalidPathException:"
                                + " Malformed input: caf\ufffd)");

        assertThat(ErrorLines.usageLine(error))
                .startsWith(
                        "Invalid value for option '--data': The name caf? has characters that are"
                                + " not in this locale's character set (")
                .contains("Run the command with LC_ALL=C.UTF-8. Try '");
    }

    @Test
    void execute_error_isReportedToo() {
        assertThat(execute(new NoClassDefFoundError("org/Missing"))).isEqualTo(1);
        assertThat(err)
                .hasToString(
                        "Cannot continue: NoClassDefFoundError: org/Missing. Set MIDSTREAM_DEBUG=1"
                                + " to see where.\n");
    }

    @Test
    void execute_verbose_printsTheStackTraceToo() {
        assertThat(execute(new IOException("Cannot."), "--verbose", "run")).isEqualTo(1);
        assertThat(err.toString()).startsWith("Cannot.\njava.io.IOException: Cannot.\n\tat ");
    }

    @Test
    void execute_wrongOption_namesTheCommandThatExplainsIt() {
        assertThat(execute(new IOException("unused"), "run", "--count", "x")).isEqualTo(2);
        assertThat(err)
                .hasToString(
                        "Invalid value for option '--count': 'x' is not an int. Try 'toy run"
                                + " --help'.\n");
    }

    @Test
    void execute_unknownCommand_namesTheCommands() {
        assertThat(execute(new IOException("unused"), "walk")).isEqualTo(2);
        assertThat(err).hasToString("Unknown command: walk. Use run or jump. Try 'toy --help'.\n");
    }

    @Test
    void execute_noCommand_namesTheCommands() {
        assertThat(execute(new IOException("unused"), new String[0])).isEqualTo(2);
        assertThat(err).hasToString("Missing command: use run or jump. Try 'toy --help'.\n");
    }

    @Test
    void usageLine_scripts_areNamedByTheirPath() {
        CommandLine line = ErrorLines.install(new CommandLine(new Toy()));
        line.setCommandName("deploy/toy").setErr(new PrintWriter(err, true));

        assertThat(ErrorLines.execute(line, "jump", "far")).isEqualTo(2);
        assertThat(err.toString()).endsWith(" Try 'deploy/toy/jump --help'.\n");
    }

    private int execute(Throwable failure) {
        return execute(failure, "run");
    }

    private int execute(Throwable failure, String... arguments) {
        CommandLine line = ErrorLines.install(new CommandLine(new Toy()));
        Run run = (Run) line.getSubcommands().get("run").getCommand();
        run.failure = failure;
        line.setErr(new PrintWriter(err, true));
        return ErrorLines.execute(line, arguments);
    }

    @Command(
            name = "toy",
            subcommands = {Run.class, Jump.class})
    static final class Toy implements Runnable {
        @Spec private CommandSpec spec;

        @SuppressWarnings("UnusedVariable") // picocli reads it
        @Mixin
        private Verbosity verbosity = new Verbosity();

        @Override
        public void run() {
            throw Usage.missingCommand(spec);
        }
    }

    @Command(name = "run")
    static final class Run implements Callable<Integer> {
        @SuppressWarnings("UnusedVariable") // picocli sets it
        @Option(names = "--count")
        private int count;

        private Throwable failure = new IllegalStateException();

        @Override
        public Integer call() throws Exception {
            if (failure instanceof Error error) {
                throw error;
            }
            throw (Exception) failure;
        }
    }

    @Command(name = "jump")
    static final class Jump implements Runnable {
        @Override
        public void run() {}
    }

    @Test
    void line_outOfMemoryBelowAnotherError_saysWhatToDo() {
        assertThat(
                        ErrorLines.line(
                                new IllegalStateException(new OutOfMemoryError("Java heap space"))))
                .isEqualTo(
                        "Cannot continue: Java has no more memory (Java heap space). Give it more"
                                + " with java -Xmx, or hold less in it, for instance fewer images"
                                + " with --memory-limit.");
    }
}
