package dev.midstream.offline.command;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import picocli.CommandLine;

/**
 * What the command {@code evaluate} did.
 *
 * @param code its exit code
 * @param said on standard output
 * @param complained on standard error
 */
record Evaluation(int code, String said, String complained) {

    static Evaluation of(List<String> arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code =
                new CommandLine(new EvaluateCommand())
                        .setCaseInsensitiveEnumValuesAllowed(true)
                        .setOut(new PrintWriter(out, true))
                        .setErr(new PrintWriter(err, true))
                        .execute(arguments.toArray(new String[0]));
        return new Evaluation(code, out.toString(), err.toString());
    }
}
