package dev.midstream.job.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.midstream.job.fixture.TestModel;
import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ModelCopiesTest {
    @TempDir private Path directory;
    private Path parent;
    private ModelCopies copies;
    private String line;

    @BeforeEach
    void writeModel() {
        parent = directory.resolve("copies");
        copies = new ModelCopies(parent);
        line = TestModel.in(directory.resolve("line"), "line").path().toUri().toString();
    }

    @Test
    void open_twice_oneCopyUntilBothAreClosed() throws Exception {
        ModelLease first = copies.open(line);
        ModelLease second = copies.open(line);
        Path copy = first.directory().path();
        assertThat(second.directory().path()).isEqualTo(copy).startsWith(parent);

        first.close();
        first.close();
        assertThat(copy).isDirectory();

        second.close();
        assertThat(left()).isEmpty();
        try (ModelLease again = copies.open(line)) {
            assertThat(again.directory().path()).isDirectory();
        }
        assertThat(left()).isEmpty();
    }

    @Test
    void close_oneOfTwoModels_theOtherStays() throws Exception {
        String curve = TestModel.in(directory.resolve("curve"), "curve").path().toUri().toString();
        try (ModelLease first = copies.open(line)) {
            ModelLease second = copies.open(curve);
            second.close();

            assertThat(second.directory().path()).doesNotExist();
            assertThat(first.directory().path()).isDirectory();
        }
    }

    @Test
    void open_copyThatWasChanged_isMadeAgain() throws Exception {
        try (ModelLease first = copies.open(line)) {
            Path file = first.directory().path().resolve("saved_model.pb");
            Files.write(file, new byte[] {1});
            try (ModelLease second = copies.open(line)) {
                assertThat(second.directory().path().resolve("saved_model.pb"))
                        .isEqualTo(file)
                        .hasSameBinaryContentAs(directory.resolve("line/saved_model.pb"));
            }
        }
    }

    @Test
    void open_percentEncodedFileUri_isDecoded() throws Exception {
        Path model = TestModel.in(directory.resolve("a line"), "spaced").path();
        String uri = model.toUri().toASCIIString();

        assertThat(uri).contains("%20");
        try (ModelLease lease = copies.open(uri)) {
            assertThat(lease.directory().manifest().getModelId()).isEqualTo("spaced");
        }
    }

    @Test
    void open_uriOfTamperedModel_saysSoAndLeavesNothing() throws Exception {
        Files.writeString(directory.resolve("line/extra.txt"), "x");

        assertThatThrownBy(() -> copies.open(line))
                .hasMessageEndingWith(": extra.txt is not in its manifest. Export it again.");
        assertThat(left()).isEmpty();
    }

    @Test
    void open_uriOfNoFileSystem_oneLine() {
        assertThatThrownBy(() -> copies.open("gopher://models/line"))
                .hasMessageStartingWith("Cannot copy model gopher://models/line: ")
                .hasMessageEndingWith(". Check the URI and the cluster's file systems.")
                .message()
                .doesNotContain("\n");
    }

    /** Another job of this process. */
    @Test
    void open_byTwoJobs_neitherTouchesTheOthers() throws Exception {
        try (ModelLease first = copies.open(line);
                ModelLease second = new ModelCopies(parent).open(line)) {
            assertThat(first.directory().path()).isDirectory();
            assertThat(second.directory().path())
                    .isDirectory()
                    .isNotEqualTo(first.directory().path());
        }
        assertThat(left()).isEmpty();
    }

    @Test
    void open_anotherProcess_itsCopiesStayWhileItLives() throws Exception {
        Process other = holder();
        try (BufferedReader lines = other.inputReader()) {
            Path theirs = Path.of(lines.readLine());
            try (ModelLease lease = copies.open(line)) {
                assertThat(theirs).isDirectory().isNotEqualTo(lease.directory().path());
            }
            assertThat(theirs).isDirectory();

            // As kill -9.
            assertThat(other.destroyForcibly().waitFor()).isNotZero();
            assertThat(theirs).isDirectory();
            try (ModelLease lease = copies.open(line)) {
                assertThat(theirs).doesNotExist();
                assertThat(lease.directory().path()).isDirectory();
            }
            assertThat(left()).isEmpty();
        } finally {
            other.destroyForcibly();
        }
    }

    private Process holder() throws Exception {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String classPath = System.getProperty("java.class.path");
        return new ProcessBuilder(
                        java, "-cp", classPath, Holder.class.getName(), parent.toString(), line)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    /** What is there beside the file that processes lock while they look. */
    private List<Path> left() throws Exception {
        try (Stream<Path> files = Files.list(parent)) {
            return files.filter(file -> !file.endsWith("all.lock")).toList();
        }
    }

    /** A process that has a copy until it is killed, or its standard input ends. */
    static final class Holder {
        private Holder() {}

        /** Takes the directory of copies and a model's URI, and prints where the copy is. */
        public static void main(String[] arguments) throws Exception {
            ModelLease lease = new ModelCopies(Path.of(arguments[0])).open(arguments[1]);
            System.out.println(lease.directory().path());
            Object unused = System.in.readAllBytes();
        }
    }
}
