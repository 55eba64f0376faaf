package dev.midstream.publisher;

import dev.midstream.broker.EmbeddedBroker;
import dev.midstream.images.dataset.ImageDataset;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * A test class's data set in CIFAR-10's files, and a broker to publish it to: a static field with
 * {@link RegisterExtension}. The broker is the same for all test classes of a run, so each names
 * topics of its own.
 */
public final class CifarBroker implements BeforeAllCallback {

    private static final Namespace NAMESPACE = Namespace.create(CifarBroker.class);

    private final int images;
    private Shared shared;
    private Path data;
    private ImageDataset split;

    private CifarBroker(int images) {
        this.images = images;
    }

    public static CifarBroker with(int images) {
        return new CifarBroker(images);
    }

    /** A broker without images. */
    public static CifarBroker empty() {
        return new CifarBroker(0);
    }

    @Override
    public void beforeAll(ExtensionContext context) throws Exception {
        shared =
                context.getRoot()
                        .getStore(NAMESPACE)
                        .getOrComputeIfAbsent("broker", key -> Shared.start(), Shared.class);
        data =
                Files.createDirectory(
                        shared.directory.resolve(context.getRequiredTestClass().getSimpleName()));
        if (images > 0) {
            CifarFiles.write(data, images);
            split = CifarFiles.open(data);
        }
    }

    public String bootstrapServers() {
        return shared.broker.bootstrapServers();
    }

    public void createTopic(String name, int partitions, Map<String, String> configuration) {
        shared.broker.createTopic(name, partitions, configuration);
    }

    /** The directory of the data set, for other files of the test class too. */
    public Path data() {
        return data;
    }

    /** The data set's test split. */
    public ImageDataset split() {
        return split;
    }

    private record Shared(Path directory, EmbeddedBroker broker) implements AutoCloseable {

        static Shared start() {
            try {
                Path directory = Files.createTempDirectory("midstream-publisher-test");
                return new Shared(directory, EmbeddedBroker.start(directory.resolve("kafka")));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void close() throws IOException {
            broker.close();
            List<Path> deepestFirst;
            try (Stream<Path> files = Files.walk(directory)) {
                deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
            }
            for (Path file : deepestFirst) {
                Files.delete(file);
            }
        }
    }
}
