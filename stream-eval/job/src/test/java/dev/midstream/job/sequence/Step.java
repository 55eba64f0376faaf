package dev.midstream.job.sequence;

/** What can happen to a job. */
sealed interface Step {
    /** A record comes in. After a restart, those since the checkpoint come again. */
    sealed interface Input extends Step {}

    /**
     * An image, or another copy of it. Images with an odd number come without their label.
     *
     * @param corruption its number; 0 for none
     */
    record Picture(int number, int corruption) implements Input {}

    /** An image that no model can score. */
    record Poison() implements Input {}

    /** The label of all versions of an image. */
    record Label(int number) implements Input {}

    /** A model is to be scored, which may be running already. */
    record Add(int model) implements Input {}

    /** A model is not to be scored any more, which may not be running. */
    record Drop(int model) implements Input {}

    /** So much that batches, local sums and reports are due. */
    record TimePasses() implements Step {}

    /** A checkpoint is completed, and with it what was sent before it is committed. */
    record Checkpoint() implements Step {}

    /**
     * A checkpoint is completed, but the transactions of figures expire before they are committed,
     * and the job restarts.
     */
    record LostCommit() implements Step {}

    /** The job fails and starts again from its latest checkpoint, with this many subtasks. */
    record Failure(int parallelism) implements Step {}

    /** The clock is set back by ten minutes, and the job fails and starts again. */
    record ClockSetBack() implements Step {}

    /** The job stops with a savepoint and starts from it, with this many subtasks. */
    record Rescale(int parallelism) implements Step {}
}
