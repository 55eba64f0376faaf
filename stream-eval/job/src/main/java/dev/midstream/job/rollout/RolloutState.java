package dev.midstream.job.rollout;

/**
 * What became of a model.
 *
 * <p>Not the enum of the records: the coordinator runs on threads of the job manager that outlive
 * the job, in which Avro leaves thread-local variables, and with them the job's class loader.
 */
public enum RolloutState {
    /** Some subtasks have yet to load it. */
    LOADING,
    /** All subtasks score with it. */
    RUNNING,
    /** A subtask could not load it, and tries again. */
    RETRYING,
    /** It cannot be used. */
    REFUSED,
    /** An announcement ended it. */
    DROPPED
}
