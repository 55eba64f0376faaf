package dev.midstream.publisher;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import picocli.CommandLine;

/** The publisher's command line in this process, with what it prints. */
public final class TestCommandLine {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    /** Runs a command and returns its exit code. */
    public int execute(String... arguments) {
        CommandLine commandLine = PublisherMain.commandLine();
        commandLine.setOut(new PrintWriter(out, true));
        commandLine.setErr(new PrintWriter(err, true));
        return commandLine.execute(arguments);
    }

    /** All that was printed to standard output. */
    public String out() {
        return out.toString();
    }

    /** All that was printed to standard error. */
    public String err() {
        return err.toString();
    }

    /** The last line that was printed to standard error. */
    public String lastError() {
        List<String> lines = err.toString().lines().toList();
        return lines.isEmpty() ? "" : lines.get(lines.size() - 1);
    }
}
