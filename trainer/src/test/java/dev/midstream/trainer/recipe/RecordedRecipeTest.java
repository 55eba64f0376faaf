package dev.midstream.trainer.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.midstream.SubspaceKind;
import dev.midstream.evaluation.subspace.Line;
import dev.midstream.evaluation.subspace.Point;
import dev.midstream.evaluation.subspace.Simplex;
import dev.midstream.evaluation.subspace.Subspace;
import dev.midstream.trainer.graph.step.Objective;
import dev.midstream.trainer.graph.step.Optimiser;
import dev.midstream.trainer.network.Norm;
import dev.midstream.trainer.subspace.Sampling;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecordedRecipeTest {
    private static final Recipe REFERENCE =
            new Recipe(
                    new NetworkChoice("cresnet20", Norm.BATCH),
                    new SubspacePlan(new Line(), Sampling.REFERENCE, 1),
                    new Optimisation(
                            Objective.REFERENCE,
                            Optimiser.REFERENCE,
                            LearningRateSchedule.REFERENCE),
                    new BatchPlan(128, "auto"),
                    HoldOut.NONE,
                    0);

    @Property
    void read_whatWasWritten_isTheRecipe(@ForAll("recipes") Recipe recipe) {
        Map<String, String> record = RecordedRecipe.write(recipe);
        assertThat(RecordedRecipe.read(record, recipe.seed())).isEqualTo(recipe);
    }

    @Provide
    Arbitrary<Recipe> recipes() {
        return Combinators.combine(
                        networks(), subspaces(), optimisations(), batches(), Arbitraries.longs())
                .flatAs(
                        (network, subspace, optimisation, batches, seed) ->
                                holdOuts(optimisation)
                                        .map(
                                                holdOut ->
                                                        new Recipe(
                                                                network,
                                                                subspace,
                                                                optimisation,
                                                                batches,
                                                                holdOut,
                                                                seed)));
    }

    private static Arbitrary<NetworkChoice> networks() {
        return Combinators.combine(
                        Arbitraries.of("cresnet20", "resnet18-w32", "wideresnet50-2-gn"),
                        Arbitraries.of(Norm.class))
                .as(NetworkChoice::new);
    }

    private static Arbitrary<SubspacePlan> subspaces() {
        List<String> names = List.of("point", "line", "curve", "simplex");
        Arbitrary<Sampling> samplings =
                Combinators.combine(
                                Arbitraries.of(Sampling.Span.class),
                                Arbitraries.integers().between(1, 8))
                        .as(Sampling::new);
        return Combinators.combine(
                        Arbitraries.of(names),
                        Arbitraries.integers().between(2, Simplex.MAX_ENDPOINTS),
                        samplings,
                        Arbitraries.integers().between(1, 9))
                .as(
                        (name, endpoints, sampling, members) -> {
                            Subspace subspace =
                                    name.equals("simplex")
                                            ? new Simplex(endpoints)
                                            : Subspace.named(name, OptionalInt.empty());
                            return new SubspacePlan(
                                    subspace, sampling, subspace.endpoints() == 1 ? members : 1);
                        });
    }

    private static Arbitrary<Optimisation> optimisations() {
        Arbitrary<Double> shares = Arbitraries.doubles().between(0, 0.99);
        Arbitrary<Double> rates = Arbitraries.doubles().between(1e-6, 10).ofScale(6);
        Arbitrary<Decay> decays =
                Arbitraries.oneOf(
                        List.of(
                                Arbitraries.just(new Decay.Cosine()),
                                rates.map(
                                        rate ->
                                                new Decay.HighConstant(
                                                        rate, 0.5, OptionalInt.empty())),
                                rates.map(rate -> new Decay.Cyclic(rate, 0.5, 3))));
        Arbitrary<LearningRateSchedule> schedules =
                Combinators.combine(
                                rates,
                                Arbitraries.integers().between(20, 400),
                                Arbitraries.integers().between(0, 5),
                                Arbitraries.of(LearningRateSchedule.Resolution.class),
                                decays)
                        .as(LearningRateSchedule::new);
        return Combinators.combine(
                        Combinators.combine(rates, shares, shares).as(Objective::new),
                        Combinators.combine(shares, rates, shares).as(Optimiser::new),
                        schedules)
                .as(Optimisation::new);
    }

    private static Arbitrary<BatchPlan> batches() {
        return Combinators.combine(
                        Arbitraries.integers().between(16, 4096),
                        Arbitraries.of("auto", "crop", "resized-crop", "none"))
                .as(BatchPlan::new);
    }

    private static Arbitrary<HoldOut> holdOuts(Optimisation optimisation) {
        int maxPatience = optimisation.schedule().decay().averages() ? 0 : 20;
        return Combinators.combine(
                        Arbitraries.doubles().between(0.01, 0.99),
                        Arbitraries.integers().between(0, maxPatience))
                .as(HoldOut::new);
    }

    @Test
    void read_recordWithoutValues_isTheReferenceRecipe() {
        assertThat(RecordedRecipe.read(Map.of(), 0)).isEqualTo(REFERENCE);
    }

    /** The names and forms of manifests that were written before recipes had a type. */
    @Test
    void write_referenceRecipe_isTheRecordOfEarlierVersions() {
        assertThat(RecordedRecipe.write(REFERENCE))
                .isEqualTo(
                        entries(
                                """
                                network cresnet20
                                norm batch
                                subspace line
                                endpoints 2
                                members 1
                                layerwise false
                                samples-per-batch 1
                                beta 1.0
                                label-smoothing 0.0
                                dropout 0.0
                                momentum 0.9
                                weight-decay 1.0E-4
                                sam 0.0
                                learning-rate 0.1
                                epochs 160
                                warmup-epochs 5
                                schedule epoch
                                swa none
                                batch 128
                                augment auto
                                holdout 0.0
                                patience 0
                                """));
    }

    private static Map<String, String> entries(String lines) {
        return lines.lines()
                .map(line -> line.split(" ", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "batch | many | batch is many",
                "batch | 1 | Invalid batch size: 1. Use at least 2.",
                "learning-rate | fast | learning-rate is fast",
                "norm | layer | norm is layer",
                "swa | sometimes | swa is sometimes",
                "subspace | plane | Unknown subspace: plane. Use point, line, curve or simplex.",
                "endpoints | 3 | Invalid number of endpoints: a line has 2, not 3. Use --subspace"
                        + " simplex for more.",
                "members | 2 | Invalid number of members: an ensemble is of single networks. Use"
                        + " --subspace point, or a single member.",
            })
    void read_whatIsNoRecipe_isRefused(String name, String value, String message) {
        Map<String, String> record = new TreeMap<>(RecordedRecipe.write(REFERENCE));
        record.put(name, value);
        assertThatThrownBy(() -> RecordedRecipe.read(record, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    @Test
    void kind_ensemble_isNotThatOfItsNetworks() {
        assertThat(new SubspacePlan(new Point(), Sampling.REFERENCE, 1).kind())
                .isEqualTo(SubspaceKind.POINT);
        assertThat(new SubspacePlan(new Point(), Sampling.REFERENCE, 3).kind())
                .isEqualTo(SubspaceKind.ENSEMBLE);
    }
}
