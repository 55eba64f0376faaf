package dev.midstream.evaluation.reference;

import java.io.Serializable;

/** Names a point among those of all models. */
public record PointName(String modelId, String pointId) implements Serializable {
    // By hand, because the JDK keeps the class loader of the last record that it generated these
    // methods for, which on a cluster is a job's.
    @Override
    public boolean equals(Object other) {
        return other instanceof PointName name
                && modelId.equals(name.modelId)
                && pointId.equals(name.pointId);
    }

    @Override
    public int hashCode() {
        return 31 * modelId.hashCode() + pointId.hashCode();
    }

    @Override
    public String toString() {
        return modelId + "/" + pointId;
    }
}
