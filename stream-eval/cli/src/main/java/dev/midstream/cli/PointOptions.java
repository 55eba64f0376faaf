package dev.midstream.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Options that choose the points and ensembles of a model to judge. */
public final class PointOptions {
    @Option(
            names = "--points",
            split = ",",
            paramLabel = "NAMES",
            defaultValue = "all",
            description =
                    "Points to judge, with commas between them: all, midpoint, endpoints, samples,"
                            + " samples:N, members, ensemble, or their ids. A model with one point"
                            + " is judged by it, whatever is asked for (default:"
                            + " ${DEFAULT-VALUE}).")
    private List<String> points = new ArrayList<>();

    @Option(
            names = "--ensemble",
            paramLabel = "POINTS",
            description =
                    "Points to judge as an ensemble (mean logits) too: all, none, names with commas"
                            + " between them, or mirrored: the pairs of points of a line or curve"
                            + " at a and 1 - a. May be repeated (default: all).")
    private List<String> ensembles = new ArrayList<>();

    @Option(
            names = "--temperatures",
            paramLabel = "FILE",
            description =
                    "Judges points and ensembles a second time, as NAME@ts, with their logits"
                            + " divided by the temperatures that evaluate --write-temperatures has"
                            + " written (default: none).")
    private Optional<Path> temperatures = Optional.empty();

    /** The points, by name or role. */
    public List<String> points() {
        return List.copyOf(points);
    }

    /** The ensembles, each as it was given; empty for the default. */
    public List<String> ensembles() {
        return List.copyOf(ensembles);
    }

    /**
     * The lines of the file of temperatures; none without one.
     *
     * @throws IllegalArgumentException if it cannot be read, with a message for the user
     */
    public List<String> temperatureLines() {
        return temperatures
                .map(
                        file ->
                                OptionFiles.lines(
                                        "--temperatures",
                                        "a model's id, a name and a temperature in each line",
                                        file))
                .orElse(List.of());
    }
}
