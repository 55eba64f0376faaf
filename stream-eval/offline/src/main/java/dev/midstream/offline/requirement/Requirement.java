package dev.midstream.offline.requirement;

import dev.midstream.images.corruption.Condition;
import dev.midstream.images.plan.Design;
import dev.midstream.metrics.Figure;
import dev.midstream.offline.model.EvaluatedModel;
import dev.midstream.offline.model.ModelRemarks;
import dev.midstream.offline.result.ColumnResult;
import dev.midstream.offline.result.ReportFigure;
import java.util.List;

/** What {@code --require} demands of the measured figures. */
public sealed interface Requirement permits BoundRequirement, PairRequirement {
    /**
     * Reads a requirement.
     *
     * @param coverages those at which selective accuracy is measured
     * @throws IllegalArgumentException if it is malformed, with a message that shows the form
     */
    static Requirement parse(String text, List<Double> coverages) {
        return new RequirementParser(text, coverages).parse();
    }

    /** The requirement as it was given. */
    String text();

    /** What it measures. */
    ReportFigure figure();

    /** The conditions on which it measures. */
    CellChoice cell();

    /** How what is measured is compared. */
    Relation comparison();

    /** The columns that it names, each by a name that may stand for several. */
    List<ColumnName> columns();

    /** The lines that say how the requirement was missed; none where it holds. */
    List<String> failures(List<ColumnResult> results);

    /**
     * Makes sure that the requirement speaks of what is going to be measured.
     *
     * @throws IllegalArgumentException if not, with a message for the user
     */
    default void checkMeasured(
            List<EvaluatedModel> models, List<Condition> conditions, Design design) {
        for (ColumnName column : columns()) {
            long known = models.stream().mapToLong(model -> column.among(model).size()).sum();
            if (known == 0) {
                throw RequirementParser.malformed(
                        text(), column.text() + " is none of the evaluated points");
            }
            if (known > 1 && this instanceof PairRequirement) {
                throw RequirementParser.malformed(
                        text(), column.text() + " names several points: write MODEL/POINT");
            }
        }
        if (figure().name().equals(Figure.TOP5.id())
                && models.stream()
                        .filter(this::speaksOf)
                        .allMatch(ModelRemarks::topFiveIsCertain)) {
            throw RequirementParser.malformed(
                    text(),
                    figure().name()
                            + " is always 1 where no more than five classes count, so that it"
                            + " decides nothing");
        }
        if (!cell().isAmong(conditions)) {
            throw RequirementParser.malformed(
                    text(), cell().text() + " is not among the evaluated conditions");
        }
        if (design instanceof Design.OneCondition) {
            checkPooled();
        }
    }

    private boolean speaksOf(EvaluatedModel model) {
        return columns().stream().anyMatch(column -> !column.among(model).isEmpty());
    }

    private void checkPooled() {
        if (!cell().isMean() && !cell().text().equals(CellChoice.CLEAN)) {
            throw RequirementParser.malformed(
                    text(),
                    "--design one-condition gives the mean, not each cell: CELL is clean or mean");
        }
        if (cell().isMean() && !figure().isMeanOverImages()) {
            throw RequirementParser.malformed(
                    text(),
                    figure().name()
                            + " is no mean over images, so --design one-condition does not give its"
                            + " mean over cells");
        }
    }
}
