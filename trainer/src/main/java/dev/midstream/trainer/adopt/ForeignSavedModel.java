package dev.midstream.trainer.adopt;

import dev.midstream.engine.Batching;
import dev.midstream.engine.batch.NetworkFormat;
import dev.midstream.engine.batch.NetworkSignature;
import dev.midstream.engine.tensorflow.SavedModelScorer;
import dev.midstream.engine.tensorflow.TensorFlowRuntime;
import dev.midstream.schemas.model.InvalidModelException;
import dev.midstream.schemas.model.ModelDirectory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A SavedModel.
 *
 * @param directory of the SavedModel or a link to it
 * @param pointSignature the name of its signature
 */
record ForeignSavedModel(Path directory, String pointSignature, NetworkSignature signature)
        implements ForeignNetwork {
    @Override
    public String title() {
        return "Signature " + pointSignature;
    }

    @Override
    public NoiseAnswers answer(NetworkFormat format, byte[] pixels, int images, Batching batching)
            throws InvalidModelException {
        try (SavedModelScorer scorer =
                SavedModelScorer.open(directory, pointSignature, format, batching)) {
            return new NoiseAnswers(scorer.score(pixels, images), scorer.classes());
        }
    }

    @Override
    public Map<String, String> engineOptions(NetworkFormat format, Batching batching) {
        return Map.of();
    }

    @Override
    public Map<String, String> versions() {
        return TensorFlowRuntime.versions();
    }

    @Override
    public void copyTo(Path target) throws IOException {
        Path real = directory.toRealPath();
        for (Path file : files(real)) {
            Path relative = real.relativize(file);
            if (!relative.toString().equals(ModelDirectory.MANIFEST)) {
                Path copy = target.resolve(relative);
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy);
            }
        }
    }

    /** Links within the directory are followed. */
    private static List<Path> files(Path directory) throws IOException {
        try (Stream<Path> paths = Files.walk(directory, FileVisitOption.FOLLOW_LINKS)) {
            return paths.filter(Files::isRegularFile).sorted().toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }
}
