package dev.midstream.trainer.reproduce.evidence;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;

/**
 * A point or an ensemble.
 *
 * @param name of the column
 * @param mixing weights of the endpoints; none of an ensemble
 * @param cells what it was measured on
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record ColumnEvidence(String name, List<Double> mixing, List<Cell> cells) {
    public ColumnEvidence {
        mixing = mixing == null ? List.of() : List.copyOf(mixing);
        cells = List.copyOf(cells);
    }

    /**
     * Figures under one condition.
     *
     * @param severity 0 of clean images
     * @param figures by name
     * @param right which images it got right, of those sorted by name: bits, lowest first, in
     *     Base64; empty where no claim compares them
     */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record Cell(
            String corruption,
            int severity,
            long images,
            long correct,
            Map<String, Value> figures,
            String right) {
        public Cell {
            right = right == null ? "" : right;
        }

        /** Whether the images are clean. */
        @JsonIgnore
        public boolean isClean() {
            return severity == 0;
        }
    }

    /**
     * The value of a figure.
     *
     * @param interval the ends of the 95 % confidence sequence, if the figure has one
     */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record Value(double value, List<Double> interval) {
        public Value {
            interval = interval == null ? List.of() : List.copyOf(interval);
        }
    }
}
