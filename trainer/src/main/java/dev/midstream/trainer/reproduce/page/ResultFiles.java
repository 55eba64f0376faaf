package dev.midstream.trainer.reproduce.page;

import dev.midstream.schemas.Checksums;
import dev.midstream.trainer.checkpoint.DurableFile;
import dev.midstream.trainer.picture.Picture;
import dev.midstream.trainer.reproduce.finding.Recorded;
import dev.midstream.trainer.reproduce.finding.Section;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The files that show the results of a plan. They follow from its records alone: the same records
 * give the same bytes, pictures on machines with the same fonts.
 *
 * @param directory where they are written
 * @param page the page, in Markdown
 */
public record ResultFiles(Path directory, Path page) {
    private static final int WIDTH = 760;

    /**
     * Writes all of them.
     *
     * @throws IOException if one cannot be written
     */
    public void write(Recorded recorded) throws IOException {
        List<Section> sections =
                recorded.plan().findings().stream()
                        .map(finding -> Section.of(finding, recorded))
                        .toList();
        Files.createDirectories(directory);
        text(directory.resolve("results.json"), ResultsJson.of(recorded, sections));
        text(directory.resolve("results.csv"), ResultsCsv.of(recorded));
        for (Section section : sections) {
            if (section.chart().isPresent()) {
                Picture picture =
                        new Picture(
                                WIDTH,
                                List.of(section.chart().get().drawing()),
                                shows(section.chart().get()));
                picture.writePng(directory.resolve(section.finding().name() + ".png"));
                picture.writeSvg(directory.resolve(section.finding().name() + ".svg"));
            }
        }
        text(page, new ResultsPage(recorded, sections, pictures()).text());
    }

    /** What a picture shows, so that one of older records can be told, whatever the fonts. */
    static String shows(Section.Chart chart) {
        return "values " + Checksums.sha256(chart.values().getBytes(StandardCharsets.UTF_8));
    }

    /** The way from the page to the pictures, with a slash at the end unless it is empty. */
    private String pictures() {
        Path from = page.toAbsolutePath().normalize().resolveSibling("");
        String way = from.relativize(directory.toAbsolutePath().normalize()).toString();
        return way.isEmpty() ? "" : way.replace('\\', '/') + "/";
    }

    private static void text(Path file, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        DurableFile.replace(file, stream -> stream.write(bytes));
    }
}
