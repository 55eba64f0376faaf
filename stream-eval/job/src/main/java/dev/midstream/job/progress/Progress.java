package dev.midstream.job.progress;

import java.util.ArrayList;
import java.util.List;
import org.apache.flink.runtime.operators.coordination.OperatorEvent;

/**
 * What a scoring subtask has done since it last said so.
 *
 * @param millis since then, in milliseconds
 * @param images that were scored
 * @param batches that they were scored in
 * @param lagMillis how long after its publication the latest image was scored, in milliseconds; or
 *     {@link #UNKNOWN}
 * @param models ids of the models in use
 */
public record Progress(
        long millis, long images, long batches, long lagMillis, ArrayList<String> models)
        implements OperatorEvent {
    /** The lag where no image was scored. */
    public static final long UNKNOWN = -1;

    /** Copies the list. */
    public Progress(long millis, long images, long batches, long lagMillis, List<String> models) {
        this(millis, images, batches, lagMillis, new ArrayList<>(models));
    }
}
