package dev.midstream.trainer.train;

import dev.midstream.evaluation.subspace.Subspace;
import dev.midstream.evaluation.subspace.SubspaceFamily;
import dev.midstream.trainer.subspace.Sampling;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import picocli.CommandLine.Option;

/** Options that say which subspace is learnt and how its points are drawn. */
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
                    "Points a step is taken at; the batch is cut into as many slices (default:"
                            + " ${DEFAULT-VALUE}).")
    private int samplesPerBatch;

    @Option(
            names = "--members",
            paramLabel = "N",
            defaultValue = "1",
            description =
                    "Train an ensemble of so many single networks, independently (default:"
                            + " ${DEFAULT-VALUE}).")
    private int members;

    /** How many networks are trained independently. */
    int members() {
        return members;
    }

    private String kind() {
        return kind.orElse(members > 1 ? "point" : "line");
    }

    /**
     * The subspace asked for.
     *
     * @throws IllegalArgumentException if an option is invalid, with a message that says how
     */
    Subspace subspace() {
        Subspace subspace =
                Subspace.named(
                        kind(),
                        endpoints.isPresent()
                                ? OptionalInt.of(endpoints.get())
                                : OptionalInt.empty());
        if (subspace.endpoints() == 1 && (layerwise || samplesPerBatch != 1)) {
            throw new IllegalArgumentException(
                    "Invalid --layerwise or --samples-per-batch: a single network has no points to"
                            + " draw. Use --subspace line, curve or simplex.");
        }
        return subspace;
    }

    /**
     * How points are to be drawn.
     *
     * @throws IllegalArgumentException if an option is invalid, with a message that says how
     */
    Sampling sampling() {
        return new Sampling(
                layerwise ? Sampling.Span.MODULE : Sampling.Span.NETWORK, samplesPerBatch);
    }

    /** Notes the options by name. */
    void addTo(Map<String, String> options) {
        options.put("subspace", kind());
        options.put("members", Integer.toString(members));
        options.put("endpoints", Integer.toString(subspace().endpoints()));
        options.put("layerwise", Boolean.toString(layerwise));
        options.put("samples-per-batch", Integer.toString(samplesPerBatch));
    }

    /** The kinds of subspaces with what they are. */
    static final class Kinds implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return List.of(SubspaceFamily.summary()).iterator();
        }
    }
}
