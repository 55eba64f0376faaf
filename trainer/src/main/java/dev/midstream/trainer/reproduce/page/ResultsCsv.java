package dev.midstream.trainer.reproduce.page;

import dev.midstream.trainer.reproduce.evidence.ColumnEvidence;
import dev.midstream.trainer.reproduce.evidence.RunEvidence;
import dev.midstream.trainer.reproduce.finding.Recorded;
import java.util.List;
import java.util.stream.Collectors;

/** All values of all runs as CSV: a line for each run, column, condition and figure. */
final class ResultsCsv {
    private static final String HEADER =
            "run,column,corruption,severity,images,figure,value,low,high\n";

    private ResultsCsv() {}

    static String of(Recorded recorded) {
        StringBuilder text = new StringBuilder(HEADER);
        for (RunEvidence run : recorded.runs().values()) {
            for (ColumnEvidence column : run.columns()) {
                for (ColumnEvidence.Cell cell : column.cells()) {
                    cell.figures()
                            .forEach(
                                    (name, figure) ->
                                            text.append(line(run, column, cell, name, figure)));
                }
            }
        }
        return text.toString();
    }

    private static String line(
            RunEvidence run,
            ColumnEvidence column,
            ColumnEvidence.Cell cell,
            String name,
            ColumnEvidence.Value figure) {
        List<Double> interval = figure.interval();
        return List.of(
                                run.run(),
                                column.name(),
                                cell.corruption(),
                                cell.severity(),
                                cell.images(),
                                name,
                                figure.value(),
                                interval.isEmpty() ? "" : interval.get(0),
                                interval.isEmpty() ? "" : interval.get(1))
                        .stream()
                        .map(String::valueOf)
                        .collect(Collectors.joining(","))
                + "\n";
    }
}
