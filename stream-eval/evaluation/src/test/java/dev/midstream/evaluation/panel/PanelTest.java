package dev.midstream.evaluation.panel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.midstream.ModelManifest;
import dev.midstream.ModelPoint;
import dev.midstream.PointRole;
import dev.midstream.SubspaceKind;
import dev.midstream.evaluation.classes.ClassMapping;
import dev.midstream.evaluation.judging.JudgedAnswers;
import dev.midstream.evaluation.judging.PanelSums;
import dev.midstream.evaluation.reference.Reference;
import dev.midstream.metrics.PointAccumulator.LabelState;
import dev.midstream.metrics.PointSums;
import dev.midstream.schemas.model.PointSelection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** From the options of a user to the sums of what is judged. */
final class PanelTest {
    private static final ModelManifest LINE =
            manifest(
                    point("midpoint", PointRole.MIDPOINT, 0.5),
                    point("endpoint-0", PointRole.ENDPOINT, 0),
                    point("endpoint-1", PointRole.ENDPOINT, 1),
                    point("sample-0", PointRole.SAMPLE, 0.3));

    /** Two images of the four points and two classes: {@code [points, images, classes]}. */
    private static final float[] LOGITS = {9, 8, 1, 0, 9, 8, 0, 3, 9, 8, 2, 0, 9, 8, 0, 6};

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "all | | midpoint endpoint-0 endpoint-1 sample-0 ensemble",
                "all | none | midpoint endpoint-0 endpoint-1 sample-0",
                "midpoint | | midpoint",
                "midpoint,ensemble | none | midpoint ensemble",
                "ensemble | | ensemble",
                "endpoints | mirrored | endpoint-0 endpoint-1 endpoint-0+endpoint-1",
                "all | all+midpoint,sample-0 | midpoint endpoint-0 endpoint-1 sample-0 ensemble"
                        + " midpoint+sample-0",
                "ensemble | mirrored | ensemble endpoint-0+endpoint-1"
            })
    void columns_ofAChoice_namedInOrder(String points, String ensembles, String names) {
        List<String> texts = ensembles == null ? List.of() : List.of(ensembles.split("\\+", -1));
        assertThat(columns(points, texts))
                .extracting(Column::name)
                .containsExactly(names.split(" ", -1));
    }

    @Test
    void columns_ensembleNamedTwice_thereOnce() {
        assertThat(columns("endpoints", List.of("mirrored", "endpoint-0,endpoint-1", "none")))
                .extracting(Column::name)
                .containsExactly("endpoint-0", "endpoint-1", "endpoint-0+endpoint-1");
    }

    @Test
    void columns_noMirroredPoints_saysHowToAddThem() {
        assertThatThrownBy(() -> columns("midpoint,sample-0", List.of("mirrored")))
                .hasMessage(
                        "Invalid --ensemble: no two points of line mirror each other on a line or"
                                + " curve. Add them with sample --points 0.2,0.8.");
    }

    @Test
    void answer_ensemblesAndTemperatures_rowsBehindThoseOfThePoints() {
        List<Column> columns = new ArrayList<>(columns("all", List.of("mirrored", "all")));
        columns.add(columns.get(0).scaledBy(2));
        columns.add(columns.get(5).scaledBy(0.5));

        PanelLayout layout = layout("all", columns);
        ModelAnswer answer = layout.answer(LOGITS, 1, 2);

        assertThat(layout.panel().judgedIds())
                .containsExactly(
                        "midpoint",
                        "endpoint-0",
                        "endpoint-1",
                        "sample-0",
                        "endpoint-0+endpoint-1",
                        "ensemble",
                        "midpoint@ts",
                        "ensemble@ts");
        assertThat(layout.panel().judged())
                .extracting(JudgedPoint::row)
                .containsExactly(0, 1, 2, 3, 4, JudgedPoint.ENSEMBLE_ROW, 5, 6);
        assertThat(answer.logits())
                .containsExactly(1, 0, 0, 3, 2, 0, 0, 6, 1, 1.5f, 0.5f, 0, 1.5f, 4.5f);
        assertThat(answer.ensemble()).containsExactly(0.75f, 2.25f);
    }

    @Test
    void judge_byALabel_outcomesOfEveryColumn() {
        PanelLayout layout = layout("all", columns("all", List.of("mirrored", "all")));
        JudgedAnswers answers = new JudgedAnswers(List.of(layout.answer(LOGITS, 1, 2)));
        double[] probabilities = new double[2];

        answers.judge(1);
        answers.writeProbabilities(0, 5, probabilities);

        assertThat(Stream.of(0, 1, 2, 3, 4, 5).map(i -> answers.outcome(0, i).correct()))
                .containsExactly(false, true, false, true, true, true);
        assertThat(probabilities[1] / probabilities[0]).isCloseTo(Math.exp(1.5), within(1e-9));
    }

    @Test
    void add_imagesOfAPanel_comparedWithTheMidpoint() {
        PanelLayout layout = layout("all", columns("all", List.of("all")));
        PanelSums sums = new PanelSums(layout.panel());
        for (int image = 0; image < 2; image++) {
            JudgedAnswers answers = new JudgedAnswers(List.of(layout.answer(LOGITS, image, 2)));
            answers.judge(1);
            sums.add(answers, 0, image == 0 ? LabelState.AS_GIVEN : LabelState.RELABELLED);
        }

        PointSums ensemble = sums.of(4);
        assertThat(ensemble.classification().count()).isEqualTo(2);
        assertThat(ensemble.classification().correct()).isEqualTo(1);
        assertThat(ensemble.paired().wins()).isEqualTo(1);
        assertThat(ensemble.paired().losses()).isZero();
        assertThat(ensemble.relabelled()).isEqualTo(1);
        assertThat(sums.of(0).paired().disagreements()).isZero();
    }

    @Test
    void answer_someClasses_logitsAreThoseInTheModelsOrder() {
        ClassMapping second = ClassMapping.of(2, List.of(1), ClassMapping.Kept.MAPPED);
        PanelLayout layout = layout("all", columns("all", List.of("all")), second);

        JudgedAnswers answers = new JudgedAnswers(List.of(layout.answer(LOGITS, 1, 2)));
        answers.judge(0);

        // The second logit of the second image of each point, and their mean.
        assertThat(answers.logits(0, 0)).startsWith(0, 3, 0, 6);
        assertThat(answers.logits(0, 4)).containsExactly(2.25f);
        assertThat(answers.outcome(0, 0).confidence()).isEqualTo(1);
    }

    @Test
    void judge_classesInAnotherOrder_labelIsFoundByItsMapping() {
        List<Column> columns = columns("all", List.of("all"));
        ClassMapping turned = ClassMapping.of(2, List.of(1, 0), ClassMapping.Kept.ALL);
        JudgedAnswers own = new JudgedAnswers(List.of(layout("all", columns).answer(LOGITS, 1, 2)));
        JudgedAnswers mapped =
                new JudgedAnswers(List.of(layout("all", columns, turned).answer(LOGITS, 1, 2)));

        own.judge(1);
        mapped.judge(0);

        for (int point = 0; point < columns.size(); point++) {
            assertThat(mapped.outcome(0, point)).isEqualTo(own.outcome(0, point));
        }
    }

    private static List<Column> columns(String points, List<String> ensembles) {
        PanelChoice choice = PanelChoice.parse(points, ensembles);
        return choice.columns(LINE, choice.selection(LINE));
    }

    private static PanelLayout layout(String points, List<Column> columns) {
        return layout(points, columns, ClassMapping.identity(LINE.getClasses().size()));
    }

    private static PanelLayout layout(String points, List<Column> columns, ClassMapping mapping) {
        return PanelLayout.of(
                LINE,
                PointSelection.parse(LINE, points),
                columns,
                new Reference.Midpoint(),
                mapping);
    }

    private static ModelPoint point(String id, PointRole role, double position) {
        return new ModelPoint(id, role, List.of(1 - position, position), id);
    }

    private static ModelManifest manifest(ModelPoint... points) {
        return ModelManifest.newBuilder()
                .setFormatVersion(1)
                .setModelId("line")
                .setSubspace(SubspaceKind.LINE)
                .setNetwork("net")
                .setDataset("data")
                .setClasses(List.of("cat", "dog"))
                .setInputHeight(8)
                .setInputWidth(8)
                .setInputChannels(3)
                .setInputName("images")
                .setOutputName("logits")
                .setAllPointsSignature("all-points")
                .setPoints(List.of(points))
                .setTraining(Map.of())
                .setSeed(0)
                .setVersions(Map.of())
                .setFiles(List.of())
                .build();
    }
}
