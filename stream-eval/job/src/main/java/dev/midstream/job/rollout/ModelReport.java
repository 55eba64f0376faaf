package dev.midstream.job.rollout;

import org.apache.flink.runtime.operators.coordination.OperatorEvent;

/**
 * What a subtask says of a model.
 *
 * @param host where the subtask runs
 * @param modelId and {@code fingerprint} are empty unless the model is loaded
 * @param detail why it is not; for {@link Progress#DROPPED} the number of what dropped it
 */
public record ModelReport(
        ModelKey key,
        Progress progress,
        String host,
        String modelId,
        String fingerprint,
        ModelFault fault,
        String detail)
        implements OperatorEvent {
    /** How far a subtask is. */
    public enum Progress {
        /** Loads. */
        LOADING,
        /** Could not load, and tries again. */
        RETRYING,
        /** Has loaded. */
        LOADED,
        /** Cannot load. */
        FAILED,
        /** Has given the model up, as it was told. */
        GONE
    }

    /** Whose fault it is that a model cannot be loaded. */
    public enum ModelFault {
        NONE,
        UNUSABLE,
        NOT_ALLOWED
    }

    /** A subtask has given a model up that was refused. */
    public static ModelReport gone(ModelKey key) {
        return new ModelReport(key, Progress.GONE, "", "", "", ModelFault.NONE, "");
    }

    /** A subtask has dropped a model as an announcement says. */
    public static ModelReport dropped(ModelKey key, long sequence) {
        return new ModelReport(
                key, Progress.GONE, "", "", "", ModelFault.NONE, Long.toString(sequence));
    }

    /** A subtask has loaded a model. */
    public static ModelReport loaded(
            ModelKey key, String host, String modelId, String fingerprint) {
        return new ModelReport(
                key, Progress.LOADED, host, modelId, fingerprint, ModelFault.NONE, "");
    }

    /** A subtask loads a model. */
    public static ModelReport loading(ModelKey key, String host) {
        return new ModelReport(key, Progress.LOADING, host, "", "", ModelFault.NONE, "");
    }

    /** A subtask could not load a model, and tries again. */
    public static ModelReport retrying(ModelKey key, String host, String reason) {
        return new ModelReport(key, Progress.RETRYING, host, "", "", ModelFault.NONE, reason);
    }

    /** A subtask cannot load a model. */
    public static ModelReport failed(ModelKey key, String host, ModelFault fault, String reason) {
        return new ModelReport(key, Progress.FAILED, host, "", "", fault, reason);
    }

    boolean isFinal() {
        return progress == Progress.FAILED || progress == Progress.GONE;
    }
}
