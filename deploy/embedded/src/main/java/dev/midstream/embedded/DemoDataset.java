package dev.midstream.embedded;

import dev.midstream.images.dataset.Datasets;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The data set of the demo.
 *
 * @param name one of {@link Datasets#names()}
 * @param directory where its files are
 */
record DemoDataset(String name, Path directory) {
    /** The data set that needs no directory: it is fetched. */
    static final String FETCHED = "fashion-mnist";

    /**
     * The data set in a directory or, without one, Fashion-MNIST, which is fetched unless it is
     * already there.
     *
     * @throws DemoException if Fashion-MNIST cannot be fetched
     */
    static DemoDataset of(String name, Optional<Path> directory, DemoFiles files)
            throws DemoException, IOException, InterruptedException {
        return new DemoDataset(name, directory.isPresent() ? directory.get() : fetch(files));
    }

    private static Path fetch(DemoFiles files)
            throws DemoException, IOException, InterruptedException {
        Path output = Files.createTempFile("midstream-demo-data", ".txt");
        try {
            ProcessBuilder script =
                    new ProcessBuilder(
                                    files.fashionMnist().toString(),
                                    files.work().resolve(FETCHED).toString())
                            .redirectOutput(output.toFile())
                            .redirectError(ProcessBuilder.Redirect.INHERIT);
            if (ChildProcess.run(script) != 0) {
                throw new DemoException("Cannot run without Fashion-MNIST; see above.");
            }
            List<String> lines = Files.readAllLines(output, StandardCharsets.UTF_8);
            return Path.of(lines.get(lines.size() - 1));
        } finally {
            Files.deleteIfExists(output);
        }
    }
}
