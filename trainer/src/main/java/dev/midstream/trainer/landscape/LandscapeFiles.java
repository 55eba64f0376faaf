package dev.midstream.trainer.landscape;

import dev.midstream.trainer.picture.Drawing;
import dev.midstream.trainer.picture.Picture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What {@code landscape} writes.
 *
 * @param directory where it writes {@code landscape.csv}, {@code .png} and {@code .svg}
 */
record LandscapeFiles(Path directory) {
    /**
     * Writes the table: coordinates, mixing weights and figures, one line per place.
     *
     * @param coordinates the names of a place's coordinates
     */
    void writeTable(List<Measured> measured, List<String> coordinates) throws IOException {
        List<String> header = new ArrayList<>(coordinates);
        for (int i = 0; i < measured.get(0).point().mixing().size(); i++) {
            header.add("mixing" + i);
        }
        header.addAll(List.of("accuracy", "ece", "loss"));
        List<String> rows = new ArrayList<>();
        rows.add(String.join(",", header));
        for (Measured m : measured) {
            List<Double> numbers = new ArrayList<>(m.point().coordinates());
            numbers.addAll(m.point().mixing());
            numbers.addAll(List.of(m.accuracy(), m.ece(), m.loss()));
            rows.add(numbers.stream().map(String::valueOf).collect(Collectors.joining(",")));
        }
        Files.write(directory.resolve("landscape.csv"), rows);
    }

    /** Writes drawings below each other as PNG and SVG. */
    void writePictures(List<Drawing> drawings) throws IOException {
        Picture picture = new Picture(FigureChart.WIDTH, drawings);
        picture.writePng(directory.resolve("landscape.png"));
        picture.writeSvg(directory.resolve("landscape.svg"));
    }
}
