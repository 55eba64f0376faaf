package dev.midstream.offline.report;

import dev.midstream.images.label.NoisyLabels;
import dev.midstream.images.plan.Design;
import dev.midstream.offline.result.EvaluationResults;
import dev.midstream.offline.run.EvaluationRun;
import java.io.PrintWriter;
import java.util.Locale;

/** The report of an evaluation as text: its tables, then what must be said of them. */
public final class TextReport {
    private TextReport() {}

    /** Prints the report of a run. */
    public static void print(EvaluationRun run, EvaluationResults results, PrintWriter out) {
        ReportTables tables = new ReportTables(results, run.coverages());
        if (!results.columns().isEmpty()) {
            if (run.plan().items().design() instanceof Design.OneCondition) {
                out.println(
                        "Each image was shown under one condition, drawn at random: means over"
                                + " corruptions are means over images, and cells have no figures of"
                                + " their own here.");
                out.println();
            } else {
                out.println(RobustnessTable.of(results.metrics()));
            }
            out.println(tables.figures());
            out.println(AccuracyTable.of(results.columns()));
        }
        out.print(tables.unanswered());
        if (!results.pairs().isEmpty()) {
            out.println(tables.pairs());
        }
        out.print(tables.geometries());
        out.print(tables.temperatures());
        out.printf("Calibration errors over %d bins.%n", run.eceBins());
        run.plan()
                .noise()
                .map(NoisyLabels::realisedFlipRate)
                .ifPresent(
                        rate ->
                                out.printf(
                                        Locale.ROOT,
                                        "Label noise changed %.2f %% of the labels.%n",
                                        100 * rate));
        results.bad().lines().forEach(out::println);
        run.remarks().forEach(out::println);
        out.flush();
    }
}
