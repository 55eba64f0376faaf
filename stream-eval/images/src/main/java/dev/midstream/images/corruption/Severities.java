package dev.midstream.images.corruption;

import dev.midstream.images.Image;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The parameters of a corruption for every image size and severity. */
final class Severities<P> {

    private final Map<ParameterSet, List<P>> parameters;

    private Severities(Map<ParameterSet, List<P>> parameters) {
        this.parameters = parameters;
    }

    /** Makes a table of five severities, mildest first, for each size. */
    static <P> Severities<P> of(List<P> pixels32, List<P> pixels64, List<P> pixels224) {
        Map<ParameterSet, List<P>> parameters = new EnumMap<>(ParameterSet.class);
        parameters.put(ParameterSet.PIXELS_32, pixels32);
        parameters.put(ParameterSet.PIXELS_64, pixels64);
        parameters.put(ParameterSet.PIXELS_224, pixels224);
        parameters.forEach(Severities::checkComplete);
        return new Severities<>(parameters);
    }

    /** Derives what can be computed once from each parameter, such as a kernel. */
    <Q> Severities<Q> map(Function<P, Q> function) {
        Map<ParameterSet, List<Q>> derived = new EnumMap<>(ParameterSet.class);
        parameters.forEach((set, list) -> derived.put(set, list.stream().map(function).toList()));
        return new Severities<>(derived);
    }

    P of(Image image, int severity) {
        return at(ParameterSet.forSize(image.height(), image.width()), severity);
    }

    P at(ParameterSet set, int severity) {
        if (severity < Corruption.MIN_SEVERITY || severity > Corruption.MAX_SEVERITY) {
            throw new IllegalArgumentException(
                    "Invalid severity: " + severity + ", must be 1 to 5");
        }
        return parameters.getOrDefault(set, List.of()).get(severity - 1);
    }

    private static <P> void checkComplete(ParameterSet set, List<P> list) {
        if (list.size() != Corruption.MAX_SEVERITY) {
            throw new IllegalArgumentException(
                    "Invalid severities of " + set + ": " + list.size() + ", must be 5");
        }
    }
}
