package dev.midstream.trainer.training;

import dev.midstream.trainer.data.LabelledImages;
import java.time.Clock;
import java.util.Optional;

/**
 * What every network of a run is trained with.
 *
 * @param images the images that are learnt from
 * @param heldOut measures progress on held-out images, if there are any
 * @param listener receives the progress of training
 * @param clock times epochs and checkpoints
 */
record TrainingTask(
        TrainingPlan plan,
        LabelledImages images,
        Optional<HeldOutMeasure> heldOut,
        TrainingListener listener,
        Clock clock) {
    /**
     * The task of a plan.
     *
     * @param all all images: those that the plan holds out are taken from them
     */
    static TrainingTask of(
            TrainingPlan plan, LabelledImages all, TrainingListener listener, Clock clock) {
        int count = plan.heldOut(all.size());
        LabelledImages learnt = all.part(count, all.size());
        LabelledImages kept = all.part(0, count);
        LabelledImages judged =
                switch (plan.recipe().holdOut().labels()) {
                    case OBSERVED -> kept;
                    case CLEAN -> kept.withoutNoise();
                };
        Optional<HeldOutMeasure> heldOut =
                count == 0
                        ? Optional.empty()
                        : Optional.of(new HeldOutMeasure(plan, learnt, judged));
        return new TrainingTask(plan, learnt, heldOut, listener, clock);
    }
}
