package dev.midstream.offline.model;

import dev.midstream.evaluation.geometry.EndpointGeometry;
import dev.midstream.evaluation.geometry.StoredEndpoints;
import dev.midstream.schemas.model.InvalidModelException;
import dev.midstream.schemas.model.ModelDirectory;
import java.util.Optional;

/**
 * How far apart the endpoints of a model are, over all convolution weights.
 *
 * @param squaredCosine the mean, over pairs of endpoints, of the squared cosine between them
 * @param distance the root of the mean, over pairs, of their squared Euclidean distance
 */
public record ModelGeometry(String modelId, double squaredCosine, double distance) {
    /** The geometry of a model; empty where it does not have several endpoints. */
    public static Optional<ModelGeometry> of(ModelDirectory model) throws InvalidModelException {
        Optional<StoredEndpoints> endpoints = StoredEndpoints.of(model);
        if (endpoints.isEmpty() || endpoints.get().theta().length < 2) {
            return Optional.empty();
        }
        EndpointGeometry geometry = endpoints.get().geometry();
        return Optional.of(
                new ModelGeometry(
                        model.manifest().getModelId(),
                        geometry.squaredCosine(),
                        geometry.distance()));
    }
}
