package dev.midstream.engine.batch;

import dev.midstream.engine.EngineStartException;
import dev.midstream.engine.batch.BatchPositions.Layout;
import dev.midstream.engine.storage.OwnDirectory;
import dev.midstream.schemas.model.InvalidModelException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The layouts that were found for networks, kept so that each is asked once on a machine. A file
 * has a line for each layout: the size of a run and the positions that are used, as {@code 6: 0 1 2
 * 3}. What cannot be read or written is asked again.
 */
final class LayoutFiles {
    private static final String FOLDER = "layouts";

    private final Optional<Path> directory;

    private LayoutFiles(Optional<Path> directory) {
        this.directory = directory;
    }

    /** Kept in a directory. */
    static LayoutFiles in(Path directory) {
        return new LayoutFiles(Optional.of(directory));
    }

    /** Kept for this user, if there is a place for it. */
    static LayoutFiles ofUser() {
        try {
            return in(OwnDirectory.checked().resolve(FOLDER));
        } catch (IOException | EngineStartException e) {
            return new LayoutFiles(Optional.empty());
        }
    }

    /** Asks a network for its layouts. */
    interface Question {
        List<Layout> ask() throws InvalidModelException;
    }

    /**
     * Returns what is kept under a name, or else what the question gives, which is then kept.
     *
     * @throws InvalidModelException if the question fails
     */
    List<Layout> of(String name, Question question) throws InvalidModelException {
        if (directory.isEmpty()) {
            return question.ask();
        }
        Path file = directory.get().resolve(name);
        List<Layout> known = read(file);
        if (!known.isEmpty()) {
            return known;
        }
        List<Layout> asked = question.ask();
        write(file, asked);
        return asked;
    }

    private static List<Layout> read(Path file) {
        List<Layout> layouts = new ArrayList<>();
        try {
            for (String line : Files.readAllLines(file)) {
                layouts.add(parsed(line));
            }
        } catch (IOException | IllegalArgumentException e) {
            return List.of();
        }
        return layouts;
    }

    private static Layout parsed(String line) {
        int colon = line.indexOf(':');
        if (colon < 0) {
            throw new IllegalArgumentException(line);
        }
        int size = Integer.parseInt(line.substring(0, colon));
        int[] positions =
                Arrays.stream(line.substring(colon + 1).trim().split(" ", -1))
                        .mapToInt(Integer::parseInt)
                        .toArray();
        for (int i = 0; i < positions.length; i++) {
            if (positions[i] < (i == 0 ? 0 : positions[i - 1] + 1) || positions[i] >= size) {
                throw new IllegalArgumentException(line);
            }
        }
        return new Layout(size, positions);
    }

    private static void write(Path file, List<Layout> layouts) {
        List<String> lines = layouts.stream().map(LayoutFiles::line).toList();
        try {
            Files.createDirectories(file.getParent());
            Path temporary = Files.createTempFile(file.getParent(), ".asked-", "");
            try {
                Files.write(temporary, lines);
                Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(temporary);
            }
        } catch (IOException e) {
            // A full disk costs time, no more: the next process asks again.
        }
    }

    private static String line(Layout layout) {
        return Arrays.stream(layout.positions())
                .mapToObj(Integer::toString)
                .collect(Collectors.joining(" ", layout.runSize() + ": ", ""));
    }
}
