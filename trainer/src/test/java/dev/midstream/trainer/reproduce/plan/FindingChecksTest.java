package dev.midstream.trainer.reproduce.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Findings that could not be drawn or judged when all runs are made. */
class FindingChecksTest {
    private static final String METHODS =
            """
            name: tiny
            title: A tiny plan
            dataset: image-folder
            train: {endpoints: 4}
            evaluate:
              clean: {corruptions: none}
              snow: {corruptions: "snow,frost", severities: "1,3"}
            methods:
              - {name: point, train: {subspace: point, endpoints: false}}
              - {name: line, train: {subspace: line, endpoints: false}, noise: [0.2, 0], landscape: {step: 0.5}}
              - {name: four, train: {subspace: simplex}}
              - {name: three, train: {subspace: simplex, endpoints: false}, noise: [0.2, 0], landscape: {step: 0.5}}
              - {name: curve, train: {subspace: curve, endpoints: false}, evaluate: {snow: {severities: 3}}, seeds: [7, 0]}
              - {name: undrawn, train: {subspace: simplex, endpoints: 3}, evaluate: {snow: {corruptions: none}}, seeds: [7]}
            findings:
              - {name: f, title: F, FINDING}
            """;

    @TempDir private Path directory;

    private Plan read(String finding) throws Exception {
        Path file = directory.resolve("plan.yaml");
        Files.writeString(file, METHODS.replace("FINDING", finding));
        return PlanReader.read(file.toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "kind: plane, entries: [three], noise: 0.2",
                "kind: endpoints, entries: [point, line, three, four], baselines: [curve]",
                "kind: positions, entries: [line, curve], baselines: [line/endpoint-0, point]",
                "kind: severities, cell: snow, entries: [point, curve, undrawn]",
                "kind: methods, cell: snow/3, entries: [point, curve]",
                "kind: methods, cell: frost, entries: [point, undrawn]",
                "kind: corruptions, entries: [point, line], claims: [{better: line, than: point,"
                        + " cell: frost}]",
                "kind: methods, noise: 0.2, entries: [line, point]",
                "kind: methods, entries: [line], claims: [{better: line, than: line/endpoint-0}]",
                "kind: methods, entries: [line], claims: [{better: curve, than: point, cell:"
                        + " snow/3}]"
            })
    void read_findingThatCanBeShown_isTaken(String finding) throws Exception {
        assertThat(read(finding).findings()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "kind: plane, entries: [three], noise: 0.2, cell: snow | cell cannot be used:"
                        + " planes are measured on clean images: name none.",
                "kind: plane, entries: [undrawn] | entries cannot be used: the plane of undrawn is"
                        + " not measured: give the method a landscape.",
                "kind: plane, entries: [line] | entries cannot be used: line is no simplex of three"
                        + " endpoints: name one.",
                "kind: plane, entries: [point] | entries cannot be used: point is no simplex of",
                "kind: plane, entries: [four] | entries cannot be used: four is no simplex of",
                "kind: plane, entries: [curve] | entries cannot be used: curve is no simplex of",
                "kind: plane, entries: [three] | noise cannot be used: the plane of three is"
                        + " measured with its first, 0.2.",
                "kind: plane, entries: [three, undrawn], noise: 0.2 | entries cannot be used: a"
                        + " plane is that of one method: name one.",
                "kind: plane, entries: [three], baselines: [point], noise: 0.2 | entries cannot be"
                        + " used: a plane is that of one method: name one.",
                "kind: endpoints, entries: [line, three, undrawn] | entries cannot be used: three"
                        + " and undrawn have the same number of endpoints, 3: leave out one.",
                "kind: methods, entries: [line], baselines: [point, line] | baselines cannot be"
                        + " used: line is drawn twice.",
                "kind: methods, entries: [line], baselines: [point, point] | baselines cannot be"
                        + " used: point is drawn twice.",
                "kind: positions, entries: [line/endpoint-0], baselines: [line] | baselines cannot"
                        + " be used: line is drawn twice.",
                "kind: positions, entries: [line, line/endpoint-0] | entries cannot be used: line"
                        + " is drawn twice.",
                "kind: methods, entries: [] | entries cannot be used: name at least one method.",
                "kind: methods, cell: fog, entries: [line] | cell cannot be used: no evaluation of"
                        + " its entries measures fog.",
                "kind: methods, cell: snow/2, entries: [line] | cell cannot be used: no evaluation"
                        + " of its entries measures snow/2.",
                "kind: severities, cell: snow, entries: [undrawn] | cell cannot be used: no",
                "kind: corruptions, entries: [undrawn] | entries cannot be used: no evaluation of"
                        + " them has a corruption.",
                "kind: methods, noise: 0.2, entries: [point] | noise cannot be used: none of its"
                        + " entries is trained with 0.2.",
                "kind: methods, cell: snow, entries: [line, curve] | cell cannot be used: the"
                        + " severities of snow are not the same for curve and line: name one, or"
                        + " measure the same.",
                "kind: corruptions, entries: [line, curve] | entries cannot be used: the severities"
                        + " of snow are not the same for curve and line",
                "kind: methods, entries: [line], claims: [{better: line, than: curve, cell: snow}]"
                        + " | claims[0].cell cannot be used: the severities of snow are not the"
                        + " same for curve and line",
                "kind: methods, entries: [line], claims: [{better: line, than: curve, cell: fog}]"
                        + " | claims[0].better cannot be used: no evaluation of line measures fog.",
                "kind: methods, entries: [line], claims: [{better: line, than: undrawn, cell:"
                        + " snow}] | claims[0].than cannot be used: no evaluation of undrawn"
                        + " measures snow.",
                "kind: methods, entries: [line], claims: [{better: line, than: point, noise: 0.2}]"
                        + " | claims[0].than cannot be used: point is not trained with noise 0.2.",
                "kind: methods, entries: [line], claims: [{better: line, than: undrawn}] |"
                        + " claims[0].than cannot be used: undrawn has no seed that line has.",
                "kind: methods, entries: [line], claims: [{better: line, than: line}] |"
                        + " claims[0].than cannot be used: line/midpoint is compared with itself."
            })
    void read_findingThatCannotBeShown_isRefused(String finding, String message) {
        assertThatThrownBy(() -> read(finding))
                .isInstanceOf(InvalidPlanException.class)
                .hasMessageStartingWith(
                        "Invalid plan %s: findings[0].%s"
                                .formatted(directory.resolve("plan.yaml"), message))
                .extracting(Throwable::getMessage)
                .asString()
                .hasLineCount(1);
    }
}
