package dev.midstream.evaluation.geometry;

import dev.midstream.images.FileFailures;
import dev.midstream.images.npy.NumpyArchiveReader;
import dev.midstream.schemas.model.InvalidModelException;
import dev.midstream.schemas.model.ModelDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The endpoints that a model directory keeps, so that further points can be made of them.
 *
 * @param theta {@code [endpoints, P]}
 * @param convolutionLength how many of the P parameters, from the first, are convolution weights
 */
@SuppressWarnings("ArrayRecordComponent") // Large and never compared.
public record StoredEndpoints(float[][] theta, int convolutionLength) {
    /**
     * Reads the endpoints of a model.
     *
     * @return empty if the model has none, like one that the trainer did not export
     * @throws InvalidModelException if the file cannot be read
     */
    public static Optional<StoredEndpoints> of(ModelDirectory model) throws InvalidModelException {
        Path file = model.path().resolve(ModelDirectory.ENDPOINTS);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try (NumpyArchiveReader archive = new NumpyArchiveReader(file)) {
            long[][] extents = archive.integers("extent");
            long[][] shapes = archive.integers("shape");
            float[][] theta = archive.floats("theta");
            long convolutions = 0;
            for (int i = 0; i < extents.length; i++) {
                // A convolution has four axes, a norm's scale and shift two.
                if (shapes[i][3] > 0) {
                    convolutions = Math.max(convolutions, extents[i][0] + extents[i][1]);
                }
            }
            if (theta.length == 0 || convolutions > theta[0].length) {
                throw new IOException("its arrays do not fit each other");
            }
            return Optional.of(new StoredEndpoints(theta, (int) convolutions));
        } catch (IOException e) {
            throw new InvalidModelException(
                    "Cannot read the endpoints of model %s: %s. Export it again."
                            .formatted(model.path(), FileFailures.reason(e)),
                    e);
        }
    }

    /** How far apart the endpoints are. */
    public EndpointGeometry geometry() {
        return EndpointGeometry.of(convolutionLength, theta);
    }
}
