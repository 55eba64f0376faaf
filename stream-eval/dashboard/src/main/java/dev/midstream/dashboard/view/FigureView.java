package dev.midstream.dashboard.view;

import dev.midstream.metrics.Direction;
import dev.midstream.metrics.Figure;
import dev.midstream.metrics.Unit;
import java.util.List;

/**
 * An entry of the catalogue of figures.
 *
 * @param name under which estimates are found
 * @param title what people call it
 * @param hasInterval whether estimates have a confidence sequence
 */
public record FigureView(
        String name,
        String title,
        Unit unit,
        Direction direction,
        String description,
        boolean hasInterval) {
    /** The whole catalogue, in the order in which figures are shown. */
    public static List<FigureView> all() {
        return Figure.ALL.stream()
                .map(
                        figure ->
                                new FigureView(
                                        figure.id(),
                                        figure.title(),
                                        figure.unit(),
                                        figure.direction(),
                                        figure.description(),
                                        figure.hasInterval()))
                .toList();
    }
}
