package dev.midstream.trainer.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.midstream.trainer.export.ModelTarget.Existing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelTargetTest {
    @TempDir private Path directory;

    private static void model(Path path, String text) throws IOException {
        Files.writeString(path.resolve("manifest.json"), text);
    }

    private List<String> children() throws IOException {
        try (Stream<Path> paths = Files.list(directory)) {
            return paths.map(path -> path.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void write_nothingThere_makesParentsAndLeavesNothingElse() throws IOException {
        Path path = directory.resolve("a/model");
        new ModelTarget(path, Existing.KEEP).write(made -> model(made, "new"));
        assertThat(path.resolve("manifest.json")).hasContent("new");
        try (Stream<Path> paths = Files.list(directory.resolve("a"))) {
            assertThat(paths).containsExactly(path);
        }
    }

    @Test
    void write_modelThere_isRefused() throws IOException {
        Path path = Files.createDirectory(directory.resolve("model"));
        model(path, "old");
        assertThatThrownBy(
                        () ->
                                new ModelTarget(path, Existing.KEEP)
                                        .write(made -> model(made, "new")))
                .isInstanceOf(IOException.class)
                .hasMessage(
                        "Cannot write model "
                                + path
                                + ": it exists. Choose another --out, or replace it with"
                                + " --overwrite.");
        assertThat(path.resolve("manifest.json")).hasContent("old");
    }

    @Test
    void write_modelToReplace_isReplaced() throws IOException {
        Path path = Files.createDirectory(directory.resolve("model"));
        model(path, "old");
        Files.writeString(path.resolve("other"), "old");
        new ModelTarget(path, Existing.REPLACE).write(made -> model(made, "new"));
        assertThat(path.resolve("manifest.json")).hasContent("new");
        assertThat(path.resolve("other")).doesNotExist();
        assertThat(children()).containsExactly("model");
    }

    @Test
    void write_linkToTheModelToReplace_keepsTheLink() throws IOException {
        Path model = Files.createDirectory(directory.resolve("model"));
        model(model, "old");
        Path link = Files.createSymbolicLink(directory.resolve("latest"), model);

        new ModelTarget(link, Existing.REPLACE).write(made -> model(made, "new"));

        assertThat(link).isSymbolicLink();
        assertThat(model.resolve("manifest.json")).hasContent("new");
        assertThat(children()).containsExactly("latest", "model");
    }

    @Test
    void check_somethingElseThere_isRefusedEvenToReplace() throws IOException {
        Path path = Files.createDirectory(directory.resolve("photos"));
        Files.writeString(path.resolve("a.jpg"), "x");
        assertThatThrownBy(() -> new ModelTarget(path, Existing.REPLACE).check())
                .hasMessageContaining("it contains something other than a model");
        assertThatThrownBy(() -> new ModelTarget(path.resolve("a.jpg"), Existing.REPLACE).check())
                .hasMessageContaining("it is not a directory");
    }

    @Test
    void check_parentThatIsAFile_isRefused() throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "x");
        assertThatThrownBy(() -> new ModelTarget(file.resolve("model"), Existing.KEEP).check())
                .hasMessageContaining("cannot be created");
    }

    @Test
    void write_contentFails_leavesTheOldModelAndNothingElse() throws IOException {
        Path path = Files.createDirectory(directory.resolve("model"));
        model(path, "old");
        assertThatThrownBy(
                        () ->
                                new ModelTarget(path, Existing.REPLACE)
                                        .write(
                                                made -> {
                                                    model(made, "half");
                                                    throw new IOException("disk full");
                                                }))
                .hasMessage(
                        "Cannot write model "
                                + path
                                + ": disk full. Make room there and run it again; a training run"
                                + " goes on with --resume.");
        assertThat(path.resolve("manifest.json")).hasContent("old");
        assertThat(children()).containsExactly("model");
    }

    /** Who opens a model while it is replaced finds one of the two, never none. */
    @Test
    void write_modelToReplace_isThereAtAnyTime() throws Exception {
        Path path = Files.createDirectory(directory.resolve("model"));
        model(path, "0");
        assumeTrue(exchanges(), "this file system does not exchange directories");
        AtomicBoolean ended = new AtomicBoolean();
        AtomicLong missing = new AtomicLong();
        Thread reader =
                new Thread(
                        () -> {
                            while (!ended.get()) {
                                if (!Files.exists(path.resolve("manifest.json"))) {
                                    missing.incrementAndGet();
                                }
                            }
                        });
        reader.start();
        for (int i = 1; i <= 200; i++) {
            String text = Integer.toString(i);
            new ModelTarget(path, Existing.REPLACE).write(made -> model(made, text));
        }
        ended.set(true);
        reader.join();

        assertThat(missing).hasValue(0);
        assertThat(path.resolve("manifest.json")).hasContent("200");
        assertThat(children()).containsExactly("model");
    }

    private boolean exchanges() throws IOException {
        Path one = Files.createDirectory(directory.resolve("one"));
        Path other = Files.createDirectory(directory.resolve("other"));
        boolean exchanged = DurableDirectory.exchange(one, other);
        Files.delete(one);
        Files.delete(other);
        return exchanged;
    }
}
