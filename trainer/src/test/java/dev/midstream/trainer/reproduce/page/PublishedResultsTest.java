package dev.midstream.trainer.reproduce.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midstream.trainer.reproduce.evidence.EvidenceFiles;
import dev.midstream.trainer.reproduce.finding.Recorded;
import dev.midstream.trainer.reproduce.finding.Section;
import dev.midstream.trainer.reproduce.finding.Verdict;
import dev.midstream.trainer.reproduce.plan.Claim;
import dev.midstream.trainer.reproduce.plan.Entry;
import dev.midstream.trainer.reproduce.plan.Finding;
import dev.midstream.trainer.reproduce.plan.Plan;
import dev.midstream.trainer.reproduce.plan.PlanReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The published page says what the published records say, and nothing else. */
class PublishedResultsTest {
    private static final Path DOCS = Path.of("..", "docs");

    /** What the README says of the figure on its first screen. */
    private static final String HEADLINE =
            "trained with 20 %% label noise, the midpoint of a layer-wise line is %.1f points more"
                    + " accurate under snow, and better calibrated on clean images, than a network"
                    + " trained as long; one stopped early is better in both. Trained without, it"
                    + " is better calibrated and not more accurate";

    @TempDir private Path directory;

    @Test
    void results_ofThePublishedRecords_areThePublishedOnes() throws Exception {
        Plan plan = PlanReader.read("small-cifar10");
        Path published = DOCS.resolve("evidence/small-cifar10");
        Path docs = directory.resolve("docs");
        Path evidence = docs.resolve("evidence/small-cifar10");
        Files.createDirectories(evidence);
        Recorded recorded =
                new Recorded(plan, new EvidenceFiles(published.resolve("runs")).read(plan));

        new ResultFiles(evidence, docs.resolve("results.md")).write(recorded);

        String again =
                " is stale: run trainer reproduce --plan small-cifar10 --from-records --out"
                        + " docs/evidence/small-cifar10 --page docs/results.md";
        assertThat(docs.resolve("results.md"))
                .as("docs/results.md" + again)
                .hasSameBinaryContentAs(DOCS.resolve("results.md"));
        for (String name : List.of("results.json", "results.csv")) {
            assertThat(evidence.resolve(name))
                    .as(name + again)
                    .hasSameBinaryContentAs(published.resolve(name));
        }
        // Other fonts make other pictures, so those are compared by the values that they say.
        for (Finding finding : plan.findings()) {
            Optional<Section.Chart> chart = Section.of(finding, recorded).chart();
            for (String ending : List.of(".png", ".svg")) {
                Path file = published.resolve(finding.name() + ending);
                assertThat(Files.exists(file)).as(file + again).isEqualTo(chart.isPresent());
                if (chart.isPresent()) {
                    assertThat(Files.readString(file, StandardCharsets.ISO_8859_1))
                            .as(file + again)
                            .contains(ResultFiles.shows(chart.get()));
                }
            }
        }
    }

    @Test
    void readme_headline_isWhatTheRecordsSay() throws Exception {
        Plan plan = PlanReader.read("small-cifar10");
        Recorded recorded =
                new Recorded(
                        plan,
                        new EvidenceFiles(DOCS.resolve("evidence/small-cifar10/runs")).read(plan));
        Verdict underSnow = layerwise("label-noise-snow", recorded);
        String readme = Files.readString(DOCS.resolve("../README.md")).replaceAll("\\s+", " ");

        assertThat(readme)
                .contains(String.format(Locale.ROOT, HEADLINE, 100 * underSnow.gains().mean()));
        assertThat(underSnow.outcome()).isEqualTo(Verdict.Outcome.REPRODUCED);
        Entry early = new Entry("standard-early", "midpoint");
        for (String finding : List.of("label-noise-snow", "label-noise-calibration")) {
            Claim claim = layerwise(finding, recorded).claim();
            double midpoint = recorded.spread(claim.better(), claim.measure()).mean();
            assertThat(
                            claim.measure()
                                    .gain(recorded.spread(early, claim.measure()).mean(), midpoint))
                    .as(finding)
                    .isPositive();
        }
        assertThat(layerwise("snow", recorded).gains().mean()).isNegative();
        assertThat(layerwise("positions", recorded).gains().mean()).isNegative();
        for (String calibration : List.of("calibration", "label-noise-calibration")) {
            assertThat(layerwise(calibration, recorded).outcome())
                    .isEqualTo(Verdict.Outcome.REPRODUCED);
        }
    }

    /** The verdict on layer-wise lines against standard training. */
    private static Verdict layerwise(String finding, Recorded recorded) {
        return recorded.plan().findings().stream()
                .filter(each -> each.name().equals(finding))
                .flatMap(each -> Section.of(each, recorded).verdicts().stream())
                .filter(each -> each.claim().better().method().equals("layerwise"))
                .filter(each -> each.claim().than().method().equals("standard"))
                .findFirst()
                .orElseThrow();
    }
}
