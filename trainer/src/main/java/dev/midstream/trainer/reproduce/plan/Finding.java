package dev.midstream.trainer.reproduce.plan;

import dev.midstream.metrics.Figure;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * A finding of the article: what is drawn, and what it claims.
 *
 * @param name of its picture
 * @param title of its section
 * @param entries what is drawn
 * @param baselines what is drawn for comparison
 * @param claims what is judged
 */
public record Finding(
        String name,
        String title,
        Kind kind,
        List<Entry> entries,
        List<Entry> baselines,
        Measure measure,
        List<Claim> claims) {
    /** The figures that are measured over a plane. */
    public static final List<Figure> FIGURES_OF_PLANES =
            List.of(Figure.ACCURACY, Figure.ECE, Figure.NLL);

    /** How a finding is drawn. */
    public enum Kind {
        /** A point for each entry. */
        METHODS,
        /** Over the position on a line or curve. */
        POSITIONS,
        /** Over the severity of a corruption. */
        SEVERITIES,
        /** Over all corruptions that were measured. */
        CORRUPTIONS,
        /** Over the number of endpoints. */
        ENDPOINTS,
        /** Over the plane of three endpoints. */
        PLANE;

        /** As plans spell it. */
        public String spelling() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public Finding {
        entries = List.copyOf(entries);
        baselines = List.copyOf(baselines);
        claims = List.copyOf(claims);
    }

    /** Everything that is drawn, baselines last. */
    public List<Entry> shown() {
        return Stream.concat(entries.stream(), baselines.stream()).toList();
    }
}
