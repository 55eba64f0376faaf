package dev.midstream.evaluation.subspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.midstream.SubspaceKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

/** What holds for every kind of subspace, those that are yet to come included. */
class EverySubspaceTest {
    private static final double TOLERANCE = 1e-9;

    @Provide
    Arbitrary<Subspace> subspaces() {
        List<Subspace> all = new ArrayList<>();
        for (SubspaceFamily family : Subspace.Kinds.ALL) {
            for (int endpoints = 1; endpoints <= Simplex.MAX_ENDPOINTS; endpoints++) {
                family.find(endpoints).ifPresent(all::add);
            }
        }
        return Arbitraries.of(all);
    }

    @Test
    void kinds_ofTheManifest_allButEnsembleAreSubspaces() {
        assertThat(Subspace.Kinds.ALL.stream().map(SubspaceFamily::kind))
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(SubspaceKind.values())
                                .filter(kind -> kind != SubspaceKind.ENSEMBLE)
                                .toList());
    }

    @Property
    void findAndNamed_ownKindAndEndpoints_areItself(@ForAll("subspaces") Subspace subspace) {
        String kind = subspace.kind().name();
        assertThat(Subspace.find(kind, subspace.endpoints())).contains(subspace);
        assertThat(
                        Subspace.named(
                                kind.toLowerCase(Locale.ROOT),
                                OptionalInt.of(subspace.endpoints())))
                .isEqualTo(subspace);
    }

    @Property
    void sample_anySeed_isAnAffineCombination(
            @ForAll("subspaces") Subspace subspace, @ForAll long seed) {
        double[] mixing = subspace.sample(new SplittableRandom(seed));
        assertThat(mixing).hasSize(subspace.endpoints());
        assertThat(Arrays.stream(mixing).sum()).isCloseTo(1, within(TOLERANCE));
        assertThat(Arrays.stream(subspace.midpoint()).sum()).isCloseTo(1, within(TOLERANCE));
    }

    @Property
    void position_samples_isInTheMiddleOfTheirMirrorImages(
            @ForAll("subspaces") Subspace subspace, @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] one = subspace.sample(random);
        double[] other = subspace.sample(random);
        assertThat(subspace.mirrors(one, other)).isEqualTo(subspace.mirrors(other, one));
        if (subspace.mirrors(one, other)) {
            assertThat(
                            subspace.position(one).orElseThrow()
                                    + subspace.position(other).orElseThrow())
                    .isCloseTo(1, within(TOLERANCE));
        }
    }

    @Property
    void position_ofAPath_isTheInverseOfAt(
            @ForAll("subspaces") Subspace subspace,
            @ForAll @DoubleRange(min = -0.5, max = 1.5) double place) {
        Assume.that(subspace instanceof OneDimensional);
        OneDimensional path = (OneDimensional) subspace;
        double[] mixing = path.at(place);
        assertThat(path.position(mixing).orElseThrow()).isCloseTo(place, within(TOLERANCE));
        assertThat(path.mirrors(mixing, path.at(1 - place))).isTrue();
        assertThat(path.mirrors(mixing, path.at(1.25 - place))).isFalse();
        assertThat(path.position(path.endpoint(0))).hasValue(0);
        assertThat(path.position(path.endpoint(1))).hasValue(1);
        assertThat(path.position(path.midpoint()).orElseThrow()).isCloseTo(0.5, within(TOLERANCE));
    }

    @Property
    void positionAndMirrors_offAPath_areNone(
            @ForAll("subspaces") Subspace subspace, @ForAll long seed) {
        Assume.that(!(subspace instanceof OneDimensional));
        double[] mixing = subspace.sample(new SplittableRandom(seed));
        assertThat(subspace.position(mixing)).isEmpty();
        assertThat(subspace.mirrors(mixing, mixing)).isFalse();
    }

    @Test
    void find_whatIsNoSubspace_isEmpty() {
        assertThat(Subspace.find("ENSEMBLE", 3)).isEmpty();
        assertThat(Subspace.find("LINE", 3)).isEmpty();
        assertThat(Subspace.find("SIMPLEX", 1)).isEmpty();
        assertThat(Subspace.find("", 2)).isEmpty();
    }

    @Test
    void summary_everyKind_isNamedWithWhatItIs() {
        assertThat(SubspaceFamily.summary())
                .isEqualTo(
                        "point (a single network), line (straight, between two endpoints), curve"
                                + " (quadratic Bezier), simplex (of 2 to 9 endpoints)");
    }
}
