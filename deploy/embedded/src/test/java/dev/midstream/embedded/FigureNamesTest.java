package dev.midstream.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Figures are listed in the catalogue, and nowhere else by hand. */
class FigureNamesTest {
    private static final Path ROOT = Path.of(System.getProperty("midstream.root"));
    private static final Set<String> SKIPPED = Set.of("target", "test", ".git", "demo-work");

    /** As many files as a figure with a sum of its own takes: docs/contributing/figure.md. */
    private static final int MAX_FILES = 6;

    @Test
    void mainCode_namesAFigureWithItsOwnSum_inFewFiles() throws IOException {
        Naming naming = new Naming("brier");
        Files.walkFileTree(ROOT, naming);

        assertThat(naming.files).isNotEmpty().hasSizeLessThanOrEqualTo(MAX_FILES);
    }

    private static final class Naming extends SimpleFileVisitor<Path> {
        private final List<Path> files = new ArrayList<>();
        private final String word;

        private Naming(String word) {
            this.word = word;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes unused) {
            return SKIPPED.contains(directory.getFileName().toString())
                    ? FileVisitResult.SKIP_SUBTREE
                    : FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes unused) throws IOException {
            String name = file.toString();
            if ((name.endsWith(".java") || name.endsWith(".js"))
                    && Files.readString(file).toLowerCase(Locale.ROOT).contains(word)) {
                files.add(ROOT.relativize(file));
            }
            return FileVisitResult.CONTINUE;
        }
    }
}
