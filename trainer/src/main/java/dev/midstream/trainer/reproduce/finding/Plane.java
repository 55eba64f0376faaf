package dev.midstream.trainer.reproduce.finding;

import dev.midstream.metrics.Figure;
import dev.midstream.trainer.landscape.PlaneDrawing;
import dev.midstream.trainer.reproduce.evidence.RunEvidence;
import dev.midstream.trainer.reproduce.evidence.RunEvidence.Place;
import dev.midstream.trainer.reproduce.plan.Entry;
import dev.midstream.trainer.reproduce.plan.Finding;
import dev.midstream.trainer.reproduce.plan.Measure;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What was measured over the plane of a simplex of three endpoints, of its first seed. */
record Plane(Finding finding, Recorded recorded) {
    private static final double TOLERANCE = 1e-4;

    private List<Place> places() {
        Entry entry = finding.entries().get(0);
        return recorded.seeds(entry).stream()
                .findFirst()
                .flatMap(seed -> recorded.run(entry.method(), finding.measure().noise(), seed))
                .map(RunEvidence::plane)
                .orElse(List.of());
    }

    Optional<Section.Chart> chart() {
        List<Place> places = places();
        if (places.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                new Section.Chart(
                        PlaneDrawing.of(
                                finding.measure().axis(),
                                places.stream().map(Place::mixing).toList(),
                                values()),
                        places + " " + values()));
    }

    /** The figure of the finding at every place, as on its axis. */
    List<Double> values() {
        Measure measure = finding.measure();
        return places().stream().map(place -> measure.onAxis(value(place))).toList();
    }

    private double value(Place place) {
        return value(place, finding.measure().figure());
    }

    private static double value(Place place, Figure figure) {
        return switch (figure) {
            case ACCURACY -> place.accuracy();
            case ECE -> place.ece();
            case NLL -> place.loss();
            default -> throw new IllegalArgumentException("Planes have no " + figure.id());
        };
    }

    /** What is seen, in a sentence; nothing where nothing was run. */
    Optional<String> sentence() {
        List<Place> places = places();
        if (places.isEmpty()) {
            return Optional.empty();
        }
        Measure measure = finding.measure();
        List<Double> ends = places.stream().filter(Plane::isEnd).map(this::value).sorted().toList();
        return Optional.of(
                "**%s**: %s is %s at the place nearest to the midpoint and %s to %s at the ends (1 seed). The most accurate place was looked for on the same test images."
                        .formatted(
                                Verdict.Outcome.SHOWN.words(),
                                measure.words(),
                                measure.text(value(middle(places))),
                                measure.text(ends.get(0)),
                                measure.text(ends.get(ends.size() - 1))));
    }

    private static Place middle(List<Place> places) {
        return places.stream().min(Comparator.comparingDouble(Plane::off)).orElseThrow();
    }

    /** The ends, the midpoint and the best place. */
    Table table() {
        List<Place> places = places();
        List<List<String>> rows = new ArrayList<>();
        if (!places.isEmpty()) {
            for (int i = 0; i < places.get(0).mixing().size(); i++) {
                int end = i;
                places.stream()
                        .filter(place -> place.mixing().get(end) > 1 - TOLERANCE)
                        .filter(place -> place.mixing().get(end) < 1 + TOLERANCE)
                        .filter(Plane::isEnd)
                        .findFirst()
                        .ifPresent(place -> rows.add(row("endpoint-" + end, place)));
            }
            rows.add(row("place nearest to the midpoint", middle(places)));
            Place best =
                    places.stream().max(Comparator.comparingDouble(Place::accuracy)).orElseThrow();
            rows.add(row("most accurate place", best));
        }
        List<String> header = new ArrayList<>(List.of("place", "mixing weights"));
        Finding.FIGURES_OF_PLANES.forEach(figure -> header.add(figure.title()));
        return new Table(header, rows);
    }

    private static boolean isEnd(Place place) {
        return place.mixing().stream()
                .allMatch(w -> Math.abs(w) < TOLERANCE || Math.abs(w - 1) < TOLERANCE);
    }

    private static double off(Place place) {
        double even = 1.0 / place.mixing().size();
        return place.mixing().stream().mapToDouble(w -> (w - even) * (w - even)).sum();
    }

    private static List<String> row(String name, Place place) {
        List<String> row = new ArrayList<>(List.of(name));
        row.add(String.join(", ", place.mixing().stream().map(String::valueOf).toList()));
        for (Figure figure : Finding.FIGURES_OF_PLANES) {
            row.add(Measure.ofCleanAccuracy().with(figure).text(value(place, figure)));
        }
        return row;
    }
}
