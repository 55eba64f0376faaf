package dev.midstream.trainer.training;

import dev.midstream.trainer.graph.step.LossScale;

/**
 * The state that a run needs to resume as if it had not been interrupted. Unused matrices have no
 * rows.
 *
 * @param progress the position of the run
 * @param history the course of the run
 * @param finished the endpoints of networks whose training is complete, {@code [rows, P]}
 * @param theta the endpoints in training, {@code [endpoints, P]}
 * @param velocity of the optimiser, of the same shape
 * @param lossScale what the loss is multiplied by if the precision needs that
 * @param average of the endpoints at certain epochs, of the same shape
 * @param best the endpoints of the best epoch, of the same shape
 */
@SuppressWarnings("ArrayRecordComponent") // Large and never compared.
public record TrainingState(
        RunPosition progress,
        History history,
        float[][] finished,
        float[][] theta,
        float[][] velocity,
        LossScale lossScale,
        float[][] average,
        float[][] best) {
    /** Stands for a matrix that is not in use. */
    static final float[][] NONE = new float[0][];

    /** A network that is about to be trained from its initial endpoints. */
    static TrainingState initial(int member, History history, float[][] finished, float[][] theta) {
        return new TrainingState(
                RunPosition.ofMember(member),
                history,
                finished,
                theta,
                NONE,
                LossScale.INITIAL,
                NONE,
                NONE);
    }

    /** All networks are trained. */
    static TrainingState complete(int members, History history, float[][] finished) {
        return new TrainingState(
                RunPosition.ofMember(members),
                history,
                finished,
                NONE,
                NONE,
                LossScale.INITIAL,
                NONE,
                NONE);
    }
}
