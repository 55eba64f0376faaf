package dev.midstream.job.rollout;

import java.io.Serializable;
import java.util.Objects;

/**
 * Tells a model from others, and from the same one announced at another time.
 *
 * @param location of the model directory, as it was named
 * @param sequence the number of the announcement, or {@link #INITIAL}
 */
public record ModelKey(String location, long sequence) implements Serializable {
    /** The number of the models that the job begins with. */
    public static final long INITIAL = -1;

    // By hand, because the JDK keeps the class loader of the last record that it generated these
    // methods for, which on a cluster is a job's.
    @Override
    public boolean equals(Object other) {
        return other instanceof ModelKey key
                && sequence == key.sequence
                && location.equals(key.location);
    }

    @Override
    public int hashCode() {
        return Objects.hash(location, sequence);
    }
}
