package dev.midstream.trainer.train;

import dev.midstream.evaluation.subspace.Subspace;
import dev.midstream.evaluation.subspace.SubspaceFamily;
import dev.midstream.trainer.recipe.SubspacePlan;
import dev.midstream.trainer.subspace.Sampling;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import picocli.CommandLine.Option;

/** Options that choose the subspace and how its points are drawn. */
final class SubspaceOptions {
    @Option(
            names = "--subspace",
            paramLabel = "KIND",
            completionCandidates = Kinds.class,
            description = "${COMPLETION-CANDIDATES} (default: line; with --members point).")
    private Optional<String> kind = Optional.empty();

    @Option(
            names = "--endpoints",
            paramLabel = "M",
            description = "Endpoints of a simplex, from 2 to 9 (default: 3).")
    private Optional<Integer> endpoints = Optional.empty();

    @Option(
            names = "--layerwise",
            description =
                    "In training, draw a point for every convolution and every batch norm (default:"
                            + " one for the whole network).")
    private boolean layerwise;

    @Option(
            names = "--samples-per-batch",
            paramLabel = "N",
            defaultValue = "1",
            description =
                    "Points per training step; the batch is cut into as many slices (default:"
                            + " ${DEFAULT-VALUE}).")
    private int samplesPerBatch;

    @Option(
            names = "--members",
            paramLabel = "N",
            defaultValue = "1",
            description =
                    "Train an ensemble of N single networks, independently of each other (default:"
                            + " ${DEFAULT-VALUE}).")
    private int members;

    /**
     * The subspace and how it is learnt.
     *
     * @throws IllegalArgumentException if an option is invalid, with a message that says how
     */
    SubspacePlan plan() {
        Subspace subspace =
                SubspacePlan.subspace(
                        kind,
                        endpoints.isPresent()
                                ? OptionalInt.of(endpoints.get())
                                : OptionalInt.empty(),
                        members);
        if (subspace.endpoints() == 1 && (layerwise || samplesPerBatch != 1)) {
            throw new IllegalArgumentException(
                    "Invalid --layerwise or --samples-per-batch: a single network has no points to"
                            + " draw. Use --subspace line, curve or simplex.");
        }
        Sampling.Span span = layerwise ? Sampling.Span.MODULE : Sampling.Span.NETWORK;
        return new SubspacePlan(subspace, new Sampling(span, samplesPerBatch), members);
    }

    /** The kinds of subspaces with their descriptions. */
    static final class Kinds implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return List.of(SubspaceFamily.summary()).iterator();
        }
    }
}
