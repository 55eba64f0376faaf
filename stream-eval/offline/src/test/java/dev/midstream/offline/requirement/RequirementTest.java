package dev.midstream.offline.requirement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.midstream.engine.fixture.ToyModel;
import dev.midstream.evaluation.panel.PanelChoice;
import dev.midstream.images.corruption.Condition;
import dev.midstream.images.plan.Design;
import dev.midstream.offline.model.EvaluatedModel;
import dev.midstream.offline.result.ColumnResult;
import dev.midstream.offline.result.SampleResult;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequirementTest {
    @TempDir private Path work;

    private static final String FORM =
            "the form is \"[MODEL/]POINT FIGURE CELL >=|>|<=|< NUMBER\" or \"[MODEL/]POINT [FIGURE]"
                    + " CELL >=|>|<=|< [MODEL/]POINT [FIGURE] CELL\"";
    private static final List<Double> COVERAGES = List.of(0.8);

    /** Clean 9 of 10 right; snow 8, 6 and fog 4 of 10, all with confidence 3/4. */
    private static ColumnResult result() {
        return SampleResult.of("midpoint", Design.EVERY_CONDITION);
    }

    @ParameterizedTest
    @CsvSource({
        "accuracy clean, 0.9",
        "accuracy snow/3, 0.6",
        "accuracy snow, 0.7",
        "accuracy mean, 0.6",
        "top5 mean, 1",
        "nll fog/3, 0.5",
        "brier mean, 0.25",
        "confidence clean, 0.75",
        "ece snow/1, 0.05",
        "mce fog/3, 0.35",
        "adaptive-ece clean, 0.125",
        "classwise-ece mean, 0.0625",
        "selective-0.8 snow/3, 0.96875"
    })
    void measured_everyFigureAndCell_byHand(String what, double expected) {
        Requirement requirement = Requirement.parse("midpoint " + what + " >= 0", COVERAGES);

        assertThat(result().value(requirement.figure(), requirement.cell()).orElseThrow())
                .isCloseTo(expected, within(1e-9));
    }

    @ParameterizedTest
    @CsvSource({
        ">= 0.6, true", "> 0.6, false", "<= 0.6, true", "< 0.6, false",
        ">=0.61, false", "<0.61, true", "> 0.59, true", "<= 5.9e-1, false"
    })
    void failure_atTheBound_dependsOnTheOperator(String bound, boolean holds) {
        Requirement requirement =
                Requirement.parse("line/midpoint accuracy snow/3 " + bound, COVERAGES);

        assertThat(requirement.failures(List.of(result())).isEmpty()).isEqualTo(holds);
    }

    @Test
    void failure_missed_saysWhichAndWhatWasMeasured() {
        Requirement requirement = Requirement.parse("midpoint accuracy snow/3 >= 0.65", COVERAGES);

        assertThat(requirement.failures(List.of(result())))
                .contains(
                        "Requirement failed: midpoint accuracy snow/3 >= 0.65: line/midpoint"
                                + " measured 0.600000.");
    }

    @Test
    void failure_notMeaningful_failsAndSaysSo() {
        Requirement requirement =
                Requirement.parse("midpoint mean-corruption-error mean < 2", COVERAGES);

        assertThat(requirement.failures(List.of(result())))
                .contains(
                        "Requirement failed: midpoint mean-corruption-error mean < 2:"
                                + " mean-corruption-error is not meaningful for line/midpoint on"
                                + " cifar10.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "midpoint accuracy ; " + FORM,
                "midpoint accuracy clean == 0.5 ; " + FORM,
                "midpoint accuracy clean >= ; " + FORM,
                "midpoint clean >= 0.5 ; " + FORM,
                "midpoint clean >= a b c d ; " + FORM,
                "midpoint skill clean >= 1 ; FIGURE is one of accuracy, top5, ece, mce, gap, nll,"
                        + " brier, confidence, adaptive-ece, classwise-ece, selective-0.8,"
                        + " mean-corruption-error, relative-mean-corruption-error",
                "midpoint accuracy snow/6 >= 1 ; CELL is clean, mean, CORRUPTION or"
                        + " CORRUPTION/SEVERITY, not snow/6",
                "midpoint accuracy clean >= high ; high is not a number",
                "midpoint accuracy clean >= NaN ; NaN is not a number",
                "midpoint mean-corruption-error clean < 1 ; the CELL of mean-corruption-error is"
                        + " mean"
            })
    void parse_malformed_oneLineThatShowsTheForm(String text, String reason) {
        assertThatThrownBy(() -> Requirement.parse(text, COVERAGES))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "Invalid --require \"%s\": %s, for instance \"midpoint accuracy snow/3 >= 0.60\"."
                                .formatted(text, reason));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "midpoint clean >= other mean",
                "midpoint top5 clean >= other clean",
                "midpoint fog/1 < other fog/2"
            })
    void parse_sidesThatDiffer_showsAComparison(String text) {
        assertThatThrownBy(() -> Requirement.parse(text, COVERAGES))
                .hasMessage(
                        "Invalid --require \"%s\": both sides must have the same FIGURE and CELL, as in \"new/midpoint mean >= old/midpoint mean\"."
                                .formatted(text));
    }

    @ParameterizedTest
    @CsvSource({
        "midpoint mean >= other mean, true",
        "line/midpoint accuracy snow/3 >= line/other snow/3, true",
        "midpoint mean > other accuracy mean, false",
        "midpoint ece clean < other ece clean, false"
    })
    void failures_ofTwoPoints_compareWhatTheyMeasured(String text, boolean holds) {
        List<ColumnResult> results =
                List.of(
                        SampleResult.of("midpoint", Design.EVERY_CONDITION),
                        SampleResult.of("other", Design.EVERY_CONDITION));

        List<String> failures = Requirement.parse(text, COVERAGES).failures(results);

        assertThat(failures.isEmpty()).isEqualTo(holds);
        if (!holds) {
            assertThat(failures.get(0))
                    .matches(
                            "Requirement failed: .*: line/midpoint measured [0-9.]+, line/other"
                                    + " [0-9.]+\\.");
        }
    }

    @Test
    void failures_modelWithOneColumn_isNamedByItself() {
        assertThat(
                        Requirement.parse("line accuracy clean > 0.9", COVERAGES)
                                .failures(List.of(result())))
                .hasSize(1);
        List<ColumnResult> two =
                List.of(result(), SampleResult.of("other", Design.EVERY_CONDITION));
        assertThat(Requirement.parse("line accuracy clean > 0.9", COVERAGES).failures(two))
                .as("the name says not which")
                .isEmpty();
    }

    @Test
    void value_oneConditionAnImage_isOfImagesAndDropsNone() {
        ColumnResult result = SampleResult.of("midpoint", new Design.OneCondition(0.1));

        Requirement accuracy = Requirement.parse("midpoint accuracy mean >= 0.5", COVERAGES);
        Requirement ece = Requirement.parse("midpoint ece mean <= 0.5", COVERAGES);
        Requirement nll = Requirement.parse("midpoint nll mean <= 0.5", COVERAGES);

        // 18 right of 30 answered and 2 that were not.
        assertThat(result.value(accuracy.figure(), accuracy.cell())).hasValue(18 / 32.0);
        assertThat(result.value(nll.figure(), nll.cell())).hasValue(0.5);
        assertThat(result.value(ece.figure(), ece.cell())).isEmpty();
    }

    @Test
    void value_oneConditionAnImageAndACellWithoutAnAnswer_countsItsImagesAsWrong() {
        ColumnResult result = SampleResult.withoutFog(new Design.OneCondition(0.1));

        Requirement accuracy = Requirement.parse("midpoint accuracy mean >= 0.4", COVERAGES);
        Requirement nll = Requirement.parse("midpoint nll mean <= 0.5", COVERAGES);

        assertThat(result.value(accuracy.figure(), accuracy.cell())).hasValue(14 / 32.0);
        assertThat(result.value(nll.figure(), nll.cell())).hasValue(0.5);
        assertThat(accuracy.failures(List.of(result))).isEmpty();
    }

    @Test
    void value_oneConditionAnImageOfOneCorruption_countsUnansweredImagesAsWrong() {
        ColumnResult result = SampleResult.fogOnly(new Design.OneCondition(0));

        Requirement accuracy = Requirement.parse("midpoint accuracy mean >= 0", COVERAGES);
        Requirement nll = Requirement.parse("midpoint nll mean <= 0.5", COVERAGES);

        assertThat(result.value(accuracy.figure(), accuracy.cell())).hasValue(4 / 12.0);
        assertThat(result.value(nll.figure(), nll.cell())).hasValue(0.5);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "midpoint accuracy mean >= 0.1",
                "midpoint accuracy fog >= 0",
                "midpoint ece fog/3 < 1",
                "midpoint fog/3 <= line/midpoint fog/3"
            })
    void failures_cellWithoutAnAnswer_isMissed(String text) {
        Requirement requirement = Requirement.parse(text, COVERAGES);

        assertThat(requirement.failures(List.of(SampleResult.withoutFog(Design.EVERY_CONDITION))))
                .containsOnly(
                        "Requirement failed: "
                                + text
                                + ": line/midpoint answers no image of fog/3.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "midpoint accuracy snow/3 >= 0.5 ; --design one-condition gives the mean, not each"
                        + " cell: CELL is clean or mean",
                "midpoint ece mean <= 0.1 ; ece is no mean over images, so --design one-condition"
                        + " does not give its mean over cells"
            })
    void checkMeasured_oneConditionAnImage_refusesWhatItDoesNotGive(String text, String reason) {
        Requirement requirement = Requirement.parse(text, COVERAGES);

        assertThatThrownBy(
                        () ->
                                requirement.checkMeasured(
                                        models(),
                                        List.copyOf(SampleResult.SHOWN.keySet()),
                                        new Design.OneCondition(0.1)))
                .hasMessageContaining(reason);
    }

    @Test
    void checkMeasured_corruptionOfTheDataSetAlone_mayBeRequired() throws Exception {
        Requirement requirement = Requirement.parse("midpoint accuracy rain/2 >= 0.5", COVERAGES);

        requirement.checkMeasured(
                models(), List.of(new Condition("rain", 2)), Design.EVERY_CONDITION);

        assertThat(requirement.cell().test(new Condition("rain", 2))).isTrue();
        assertThat(requirement.cell().test(new Condition("rain", 3))).isFalse();
        assertThatThrownBy(
                        () ->
                                requirement.checkMeasured(
                                        models(),
                                        List.copyOf(SampleResult.SHOWN.keySet()),
                                        Design.EVERY_CONDITION))
                .hasMessageContaining("rain/2 is not among the evaluated conditions");
    }

    @Test
    void checkMeasured_pairOfANameThatSeveralHave_isRefused() throws Exception {
        Requirement requirement =
                Requirement.parse("midpoint mean >= line/endpoint-0 mean", COVERAGES);
        List<EvaluatedModel> two = List.of(model("line"), model("plain"));

        assertThatThrownBy(
                        () ->
                                requirement.checkMeasured(
                                        two,
                                        List.copyOf(SampleResult.SHOWN.keySet()),
                                        Design.EVERY_CONDITION))
                .hasMessageContaining("midpoint names several points: write MODEL/POINT");
    }

    private List<EvaluatedModel> models() throws Exception {
        return List.of(model("line"));
    }

    private EvaluatedModel model(String name) throws Exception {
        return EvaluatedModel.of(
                ToyModel.write(
                        work.resolve(name),
                        List.of("cat", "dog"),
                        8,
                        List.of("1 0", "0 1", "2 0", "0 3", "5 0")),
                PanelChoice.parse("all", List.of("none")));
    }
}
