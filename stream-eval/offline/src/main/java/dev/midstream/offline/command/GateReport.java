package dev.midstream.offline.command;

import dev.midstream.cli.ExitCodes;
import dev.midstream.offline.early.Answer;
import dev.midstream.offline.early.GateResult;
import dev.midstream.offline.early.GateResult.Decision;
import dev.midstream.offline.early.Question;
import java.io.PrintWriter;
import java.util.Locale;

/** Says what a gate decided. */
final class GateReport {
    private GateReport() {}

    /**
     * Prints a line for each question and what they took.
     *
     * @return the exit code
     */
    static int print(GateResult result, PrintWriter out, PrintWriter err) {
        for (Decision decision : result.decisions()) {
            (decision.answer() == Answer.YES ? out : err).println(line(decision));
        }
        boolean decided = result.count(Answer.OPEN) == 0;
        out.printf(
                Locale.ROOT,
                "%s after %,d scorings of %,d, which is %.1f %%.%n",
                decided ? "Decided" : "Not all decided",
                result.scorings(),
                result.of(),
                100.0 * result.scorings() / Math.max(1, result.of()));
        out.flush();
        if (result.count(Answer.NO) > 0) {
            return ExitCodes.REQUIREMENT_NOT_MET;
        }
        return decided ? ExitCodes.SUCCESS : ExitCodes.UNDECIDED;
    }

    private static String line(Decision decision) {
        String what =
                switch (decision.answer()) {
                    case YES -> "Requirement met";
                    case NO -> "Requirement failed";
                    case OPEN -> "Requirement undecided";
                };
        return String.format(
                Locale.ROOT,
                "%s: %s: %sbetween %.4f and %.4f on all images chosen, after %,d of %,d.",
                what,
                decision.question(),
                decision.measure() == Question.Measure.DIFFERENCE ? "the difference is " : "",
                decision.interval().low(),
                decision.interval().high(),
                decision.seen(),
                decision.size());
    }
}
