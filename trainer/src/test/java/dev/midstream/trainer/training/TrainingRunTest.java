package dev.midstream.trainer.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.midstream.engine.Processor;
import dev.midstream.engine.tensorflow.TensorFlowRuntime;
import dev.midstream.evaluation.subspace.Line;
import dev.midstream.evaluation.subspace.Point;
import dev.midstream.evaluation.subspace.Subspace;
import dev.midstream.images.label.LabelNoise;
import dev.midstream.trainer.data.ColourImages;
import dev.midstream.trainer.data.LabelledImages;
import dev.midstream.trainer.graph.execution.Execution;
import dev.midstream.trainer.graph.execution.Precision;
import dev.midstream.trainer.graph.step.Objective;
import dev.midstream.trainer.graph.step.Optimiser;
import dev.midstream.trainer.graph.step.StepResult;
import dev.midstream.trainer.network.Norm;
import dev.midstream.trainer.random.Seed;
import dev.midstream.trainer.recipe.BatchPlan;
import dev.midstream.trainer.recipe.Decay;
import dev.midstream.trainer.recipe.HoldOut;
import dev.midstream.trainer.recipe.LearningRateSchedule;
import dev.midstream.trainer.recipe.NetworkChoice;
import dev.midstream.trainer.recipe.Optimisation;
import dev.midstream.trainer.recipe.Recipe;
import dev.midstream.trainer.recipe.SubspacePlan;
import dev.midstream.trainer.subspace.Sampling;
import java.lang.ref.WeakReference;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Runs of a small network on images of one colour each. */
class TrainingRunTest {
    private static final LabelledImages IMAGES =
            LabelledImages.of(
                    new ColourImages(60), new LabelNoise(LabelNoise.Kind.SYMMETRIC, 0.2, 1), 60, 5);

    @BeforeAll
    static void startTensorFlow() {
        TensorFlowRuntime.start();
    }

    private static TrainingPlan plan(
            Subspace subspace, Sampling sampling, Decay decay, HoldOut holdOut, int members) {
        return plan(subspace, sampling, decay, holdOut, members, Execution.DEFAULT);
    }

    private static TrainingPlan plan(
            Subspace subspace,
            Sampling sampling,
            Decay decay,
            HoldOut holdOut,
            int members,
            Execution execution) {
        Recipe recipe =
                new Recipe(
                        new NetworkChoice("cresnet8-w4", Norm.BATCH),
                        new SubspacePlan(subspace, sampling, members),
                        new Optimisation(
                                new Objective(1, 0.1, 0.1),
                                Optimiser.REFERENCE,
                                new LearningRateSchedule(
                                        0.1, 4, 1, LearningRateSchedule.Resolution.STEP, decay)),
                        new BatchPlan(16, "crop"),
                        holdOut,
                        7);
        return TrainingPlan.of(recipe, "cifar10", 3, IMAGES.shape(), execution);
    }

    /** Keeps all checkpoints, one after every batch. */
    private static final class Kept implements Checkpoints {
        private Optional<TrainingState> latest;
        private final List<TrainingState> states = new ArrayList<>();

        Kept(Optional<TrainingState> latest) {
            this.latest = latest;
        }

        @Override
        public Optional<TrainingState> take() {
            Optional<TrainingState> taken = latest;
            latest = Optional.empty();
            return taken;
        }

        @Override
        public Duration interval() {
            return Duration.ZERO;
        }

        @Override
        public void save(TrainingState state) {
            states.add(state);
        }
    }

    private static final TrainingListener SILENT =
            new TrainingListener() {
                @Override
                public void trained(int epoch, int images, StepResult result) {}

                @Override
                public void epochEnded(EpochRecord epoch) {}

                @Override
                public void recomputed(int images) {}
            };

    private static TrainedEndpoints train(TrainingPlan plan, Kept checkpoints) throws Exception {
        try (TrainingRun run =
                new TrainingRun(
                        plan, IMAGES, SILENT, new RandomStreams(plan.seed()), Clock.systemUTC())) {
            return run.train(checkpoints);
        }
    }

    /**
     * Goes on from checkpoints that the run made within and after epochs, and comes to the same
     * weights each time.
     */
    private static List<TrainingState> assertResumesFromAnywhere(TrainingPlan plan)
            throws Exception {
        Kept whole = new Kept(Optional.empty());
        TrainedEndpoints expected = train(plan, whole);
        for (int i = 0; i < whole.states.size(); i += 5) {
            TrainedEndpoints resumed = train(plan, new Kept(Optional.of(whole.states.get(i))));
            assertThat(resumed.theta()).isDeepEqualTo(expected.theta());
            assertThat(resumed.history().epochs())
                    .extracting(EpochRecord::loss)
                    .isEqualTo(
                            expected.history().epochs().stream().map(EpochRecord::loss).toList());
            assertThat(resumed.history().heldOut()).isEqualTo(expected.history().heldOut());
        }
        return whole.states;
    }

    @Test
    void train_fromAnyCheckpointOfALine_endsWithTheSameWeights() throws Exception {
        Sampling sampling = new Sampling(Sampling.Span.MODULE, 2);
        Decay decay = new Decay.HighConstant(0.05, 0.5, OptionalInt.empty());
        List<TrainingState> states =
                assertResumesFromAnywhere(
                        plan(new Line(), sampling, decay, new HoldOut(0.2, 0), 1));
        // Three batches an epoch: two checkpoints within each, one after it.
        assertThat(states).hasSize(12);
        assertThat(states.get(5).progress().epoch()).isEqualTo(2);
        assertThat(states.get(4).progress().sums().steps()).isEqualTo(2);
    }

    @Test
    void train_fromAnyCheckpointOfAnEnsemble_endsWithTheSameWeights() throws Exception {
        HoldOut impatient = new HoldOut(0.2, 1);
        List<TrainingState> states =
                assertResumesFromAnywhere(
                        plan(new Point(), Sampling.REFERENCE, new Decay.Cosine(), impatient, 2));
        TrainingState last = states.get(states.size() - 1);
        assertThat(last.finished().length).isEqualTo(2);
        assertThat(last.finished()[0]).isNotEqualTo(last.finished()[1]);
    }

    /** The last two of four epochs are averaged: epochs 2, 3 and 4 have passed half of the run. */
    @Test
    void train_averaging_givesTheMeanOfTheEpochsAveraged() throws Exception {
        Decay decay = new Decay.HighConstant(0.05, 0.5, OptionalInt.empty());
        Kept kept = new Kept(Optional.empty());
        TrainedEndpoints trained =
                train(plan(new Point(), Sampling.REFERENCE, decay, HoldOut.NONE, 1), kept);
        List<float[]> ends = new ArrayList<>();
        for (TrainingState state : kept.states) {
            boolean endOfEpoch = state.progress().sums().steps() == 0;
            if (endOfEpoch && state.progress().member() == 0 && state.progress().epoch() >= 2) {
                ends.add(state.theta()[0]);
            }
        }
        assertThat(ends).hasSize(2);
        TrainingState last = kept.states.get(kept.states.size() - 2);
        // What is before the last epoch's end is the mean of two, and the result that of three.
        for (int i = 0; i < last.average()[0].length; i++) {
            double mean = ((double) ends.get(0)[i] + ends.get(1)[i]) / 2;
            assertThat((double) last.average()[0][i]).isCloseTo(mean, within(1e-6));
        }
        assertThat(last.progress().averaged()).isEqualTo(2);
        assertThat(trained.theta()[0]).isNotEqualTo(last.average()[0]);
    }

    @Test
    void train_patience_goesBackToTheBestEpoch() throws Exception {
        Kept kept = new Kept(Optional.empty());
        HoldOut impatient = new HoldOut(0.5, 1);
        TrainedEndpoints trained =
                train(plan(new Line(), Sampling.REFERENCE, new Decay.Cosine(), impatient, 1), kept);
        List<HeldOutRecord> measured = trained.history().heldOut();
        HeldOutRecord best = measured.get(0);
        for (HeldOutRecord record : measured) {
            best = record.loss() < best.loss() ? record : best;
        }
        int epochs = trained.history().epochs().size();
        assertThat(epochs).isEqualTo(Math.min(4, best.epoch() + 1));
        for (TrainingState state : kept.states) {
            if (state.progress().sums().steps() == 0
                    && state.progress().member() == 0
                    && state.progress().epoch() == best.epoch()) {
                assertThat(trained.theta()).isDeepEqualTo(state.theta());
            }
        }
    }

    /**
     * The run of a GPU, which the CPU computes here: its graph holds the images, cuts the batches
     * itself, and comes to the same losses and weights.
     */
    @Test
    void train_graphThatHoldsTheImages_endsWithTheWeightsOfOneThatIsSentPixels() throws Exception {
        Execution gpu = new Execution(Precision.FLOAT32, 0, Processor.GPU);
        Sampling sampling = new Sampling(Sampling.Span.MODULE, 2);
        HoldOut holdOut = new HoldOut(0.2, 0);
        TrainingPlan sent = plan(new Line(), sampling, new Decay.Cosine(), holdOut, 1);
        TrainingPlan held = plan(new Line(), sampling, new Decay.Cosine(), holdOut, 1, gpu);
        assertThat(sent.batches(IMAGES, 60, new Seed(1)).next().windows()).isEmpty();
        assertThat(held.batches(IMAGES, 60, new Seed(1)).next().windows()).isPresent();

        TrainedEndpoints expected = train(sent, new Kept(Optional.empty()));
        TrainedEndpoints found = train(held, new Kept(Optional.empty()));

        for (int i = 0; i < 2; i++) {
            assertThat(found.theta()[i]).containsExactly(expected.theta()[i], within(1e-4f));
        }
        for (int i = 0; i < expected.history().epochs().size(); i++) {
            assertThat(found.history().epochs().get(i).loss())
                    .isCloseTo(expected.history().epochs().get(i).loss(), within(1e-4));
            assertThat(found.history().heldOut().get(i).loss())
                    .isCloseTo(expected.history().heldOut().get(i).loss(), within(1e-4));
        }
    }

    @Test
    void with_threeSets_isTheirMean() {
        float[][] mean = WeightAverage.with(new float[0][], 0, new float[][] {{1, 4}});
        mean = WeightAverage.with(mean, 1, new float[][] {{3, 0}});
        mean = WeightAverage.with(mean, 2, new float[][] {{8, 5}});
        assertThat(mean[0]).containsExactly(4, 3);
    }

    @Test
    void construct_contradictingPlans_areRefused() {
        Decay averaging = new Decay.HighConstant(0.05, 0.5, OptionalInt.empty());
        assertThatThrownBy(() -> new HoldOut(0, 3)).hasMessageContaining("nothing is held out");
        assertThatThrownBy(
                        () ->
                                plan(
                                        new Point(),
                                        Sampling.REFERENCE,
                                        averaging,
                                        new HoldOut(0.1, 1),
                                        1))
                .hasMessageContaining("SWA averages weights up to the last epoch");
        assertThatThrownBy(() -> plan(new Line(), Sampling.REFERENCE, averaging, HoldOut.NONE, 2))
                .hasMessageContaining("an ensemble is of single networks");
    }

    /** The state of a wide network is a gigabyte, which the run has no more use for. */
    @Test
    void train_resumed_doesNotKeepTheStateThatItStartedFrom() throws Exception {
        TrainingPlan plan =
                plan(
                        new Line(),
                        new Sampling(Sampling.Span.NETWORK, 1),
                        new Decay.Cosine(),
                        HoldOut.NONE,
                        1);
        Kept whole = new Kept(Optional.empty());
        train(plan, whole);
        Kept resumed = new Kept(Optional.of(whole.states.get(0)));
        WeakReference<TrainingState> start = new WeakReference<>(whole.states.get(0));
        whole.states.clear();
        List<Boolean> kept = new ArrayList<>();
        TrainingListener listener =
                new TrainingListener() {
                    @Override
                    public void trained(int epoch, int images, StepResult result) {
                        if (kept.isEmpty()) {
                            System.gc();
                            kept.add(start.get() != null);
                        }
                    }

                    @Override
                    public void epochEnded(EpochRecord epoch) {}

                    @Override
                    public void recomputed(int images) {}
                };
        try (TrainingRun run =
                new TrainingRun(
                        plan,
                        IMAGES,
                        listener,
                        new RandomStreams(plan.seed()),
                        Clock.systemUTC())) {
            Object unused = run.train(resumed);
        }
        assertThat(kept).containsExactly(false);
    }

    @Test
    void train_cleanHeldOutLabels_measuresByThem() throws Exception {
        LabelledImages noisy =
                LabelledImages.of(
                        new ColourImages(60),
                        new LabelNoise(LabelNoise.Kind.SYMMETRIC, 1, 1),
                        60,
                        5);
        TrainingPlan observed =
                plan(
                        new Line(),
                        new Sampling(Sampling.Span.NETWORK, 1),
                        new Decay.Cosine(),
                        new HoldOut(0.5, 0),
                        1);
        TrainingPlan clean =
                plan(
                        new Line(),
                        new Sampling(Sampling.Span.NETWORK, 1),
                        new Decay.Cosine(),
                        new HoldOut(0.5, 0, HoldOut.Labels.CLEAN),
                        1);
        // Every observed label is wrong, so no image is right by both.
        List<Double> accuracies = new ArrayList<>();
        for (TrainingPlan plan : List.of(observed, clean)) {
            try (TrainingRun run =
                    new TrainingRun(
                            plan,
                            noisy,
                            SILENT,
                            new RandomStreams(plan.seed()),
                            Clock.systemUTC())) {
                accuracies.add(
                        run.train(new Kept(Optional.empty()))
                                .history()
                                .heldOut()
                                .get(3)
                                .accuracy());
            }
        }
        assertThat(accuracies.get(0)).isNotEqualTo(accuracies.get(1));
        assertThat(accuracies.get(0) + accuracies.get(1)).isLessThanOrEqualTo(1);
    }
}
