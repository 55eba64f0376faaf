package dev.midstream.offline.requirement;

import java.util.Arrays;

/** How a measured figure is compared with a bound. */
public enum Relation {
    AT_LEAST(">="),
    ABOVE(">"),
    AT_MOST("<="),
    BELOW("<");

    private final String symbol;

    Relation(String symbol) {
        this.symbol = symbol;
    }

    /** The comparison written as {@code >=}, {@code >}, {@code <=} or {@code <}. */
    static Relation of(String symbol) {
        return Arrays.stream(values())
                .filter(relation -> relation.symbol.equals(symbol))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("Unknown operator: " + symbol));
    }

    /** Whether a measured value keeps a bound. */
    public boolean holds(double measured, double bound) {
        return switch (this) {
            case AT_LEAST -> measured >= bound;
            case ABOVE -> measured > bound;
            case AT_MOST -> measured <= bound;
            case BELOW -> measured < bound;
        };
    }
}
