package dev.midstream.images.corruption;

import dev.midstream.images.Image;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The parameters of a corruption for every image size and severity. */
public final class Severities<P> {

    private final Map<ParameterSet, List<P>> parameters;
    private final Rule<P> otherSizes;

    private Severities(Map<ParameterSet, List<P>> parameters, Rule<P> otherSizes) {
        this.parameters = parameters;
        this.otherSizes = otherSizes;
    }

    /**
     * Makes a table of five severities, mildest first, for each size. Images of other sizes take
     * the parameters of the nearest one.
     */
    public static <P> Severities<P> of(List<P> pixels32, List<P> pixels64, List<P> pixels224) {
        Map<ParameterSet, List<P>> parameters = table(pixels32, pixels64, pixels224);
        return new Severities<>(
                parameters, (set, severity, factor) -> at(parameters, set, severity));
    }

    /**
     * Makes a table of parameters with lengths in pixels, which are scaled for images of other
     * sizes.
     */
    public static <P extends Scalable<P>> Severities<P> scaling(
            List<P> pixels32, List<P> pixels64, List<P> pixels224) {
        Map<ParameterSet, List<P>> parameters = table(pixels32, pixels64, pixels224);
        return new Severities<>(
                parameters,
                (set, severity, factor) -> at(parameters, set, severity).scaled(factor));
    }

    /**
     * Derives a value from each parameter, such as a kernel: once for the three sizes, and at each
     * use for other sizes.
     */
    public <Q> Severities<Q> map(Function<P, Q> function) {
        Map<ParameterSet, List<Q>> derived = new EnumMap<>(ParameterSet.class);
        parameters.forEach((set, list) -> derived.put(set, list.stream().map(function).toList()));
        return new Severities<>(
                derived,
                (set, severity, factor) -> function.apply(otherSizes.at(set, severity, factor)));
    }

    public P of(Image image, int severity) {
        ParameterSet set = ParameterSet.forSize(image.height(), image.width());
        double factor = set.factor(image.height(), image.width());
        return factor == 1 ? at(set, severity) : otherSizes.at(set, severity, factor);
    }

    public P at(ParameterSet set, int severity) {
        return at(parameters, set, severity);
    }

    private static <P> P at(Map<ParameterSet, List<P>> parameters, ParameterSet set, int severity) {
        if (severity < Corruption.MIN_SEVERITY || severity > Corruption.MAX_SEVERITY) {
            throw new IllegalArgumentException(
                    "Invalid severity: " + severity + ", must be 1 to 5");
        }
        return parameters.getOrDefault(set, List.of()).get(severity - 1);
    }

    private static <P> Map<ParameterSet, List<P>> table(
            List<P> pixels32, List<P> pixels64, List<P> pixels224) {
        Map<ParameterSet, List<P>> parameters = new EnumMap<>(ParameterSet.class);
        parameters.put(ParameterSet.PIXELS_32, pixels32);
        parameters.put(ParameterSet.PIXELS_64, pixels64);
        parameters.put(ParameterSet.PIXELS_224, pixels224);
        parameters.forEach(Severities::checkComplete);
        return parameters;
    }

    private static <P> void checkComplete(ParameterSet set, List<P> list) {
        if (list.size() != Corruption.MAX_SEVERITY) {
            throw new IllegalArgumentException(
                    "Invalid severities of " + set + ": " + list.size() + ", must be 5");
        }
    }

    /** The parameters of images that are {@code factor} times as large as the set's. */
    private interface Rule<P> {
        P at(ParameterSet set, int severity, double factor);
    }
}
