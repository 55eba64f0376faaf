package dev.midstream.trainer.reproduce.page;

import dev.midstream.trainer.reproduce.evidence.ColumnEvidence;
import dev.midstream.trainer.reproduce.evidence.RunEvidence;
import dev.midstream.trainer.reproduce.finding.Table;
import dev.midstream.trainer.reproduce.plan.Measure;
import dev.midstream.trainer.reproduce.plan.Plan;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A model card: what a model is, how it was made, what was measured, and its limits. */
public final class ModelCard {
    private static final String TEXT =
            """
            # Model card: %s

            Made on %s by `reproduce`; %s. Training took %.0f s.

            ## Data

            %s

            ## Recipe

            %s
            Software: %s.

            The commands, where DATA and MODELS stand for directories:

            %s
            ## Figures

            On %,d test images. Intervals are 95 %% confidence sequences of these images.

            %s
            ## Limits

            It was measured on test images of the data above, and under the corruptions of the table alone. The figures
            say nothing of other data, other corruptions, or of groups of people and things. It is made to compare ways
            of training, not to be relied on.
            """;

    private ModelCard() {}

    /** The card of a run, in Markdown. */
    public static String of(Plan plan, RunEvidence run) {
        List<List<String>> recipe = new ArrayList<>();
        for (Map.Entry<String, String> option : new TreeMap<>(run.course().options()).entrySet()) {
            recipe.add(List.of(option.getKey(), option.getValue()));
        }
        StringBuilder commands = new StringBuilder();
        run.commands().forEach(each -> commands.append("    ").append(each).append("\n"));
        return TEXT.formatted(
                run.run(),
                run.circumstances().finished(),
                run.circumstances().machine(),
                run.circumstances().trainSeconds(),
                plan.setup().data(),
                new Table(List.of("option", "value"), recipe).markdown(),
                new TreeMap<>(run.circumstances().versions())
                        .entrySet().stream()
                                .map(each -> each.getKey() + " " + each.getValue())
                                .collect(Collectors.joining(", ")),
                commands,
                run.test().count(),
                new Table(header(), figures(run)).markdown());
    }

    private static List<String> header() {
        List<String> header = new ArrayList<>(List.of("point", "weights", "images"));
        Measure.FIGURES.forEach(figure -> header.add(figure.title()));
        return header;
    }

    private static List<List<String>> figures(RunEvidence run) {
        List<List<String>> rows = new ArrayList<>();
        for (ColumnEvidence column : run.columns()) {
            for (ColumnEvidence.Cell cell : column.cells()) {
                List<String> row = new ArrayList<>(List.of(column.name()));
                row.add(String.join(", ", column.mixing().stream().map(String::valueOf).toList()));
                row.add(cell.isClean() ? "clean" : cell.corruption() + "/" + cell.severity());
                Measure.FIGURES.forEach(figure -> row.add(text(cell.figures().get(figure.id()))));
                rows.add(row);
            }
        }
        return rows;
    }

    private static String text(ColumnEvidence.@Nullable Value figure) {
        if (figure == null) {
            return "";
        }
        String value = String.format(Locale.ROOT, "%.4f", figure.value());
        return figure.interval().isEmpty()
                ? value
                : String.format(
                        Locale.ROOT,
                        "%s (%.4f to %.4f)",
                        value,
                        figure.interval().get(0),
                        figure.interval().get(1));
    }
}
