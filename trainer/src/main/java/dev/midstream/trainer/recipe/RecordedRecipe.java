package dev.midstream.trainer.recipe;

import dev.midstream.evaluation.subspace.Subspace;
import dev.midstream.trainer.data.Augmentations;
import dev.midstream.trainer.graph.step.Objective;
import dev.midstream.trainer.graph.step.Optimiser;
import dev.midstream.trainer.network.Norm;
import dev.midstream.trainer.subspace.Sampling;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;

/**
 * The record of a {@link Recipe} in a manifest: strings by name. The names and the form of the
 * values stay, so that models that were exported earlier can be read.
 *
 * <p>What an earlier version did not record yet has the value that it had then, which is that of
 * the reference recipe.
 */
public final class RecordedRecipe {
    private static final String CONSTANT = "constant";
    private static final String CYCLIC = "cyclic";
    private static final String NO_AVERAGE = "none";

    private RecordedRecipe() {}

    /** Writes a recipe. Its seed has a field of its own in manifests and is not part of this. */
    public static Map<String, String> write(Recipe recipe) {
        Map<String, String> record = new TreeMap<>();
        record.put("network", recipe.network().name());
        record.put("norm", lowerCase(recipe.network().norm()));
        record.put("batch", Integer.toString(recipe.batches().size()));
        record.put("augment", recipe.batches().augmentation());
        record.put("holdout", Double.toString(recipe.holdOut().share()));
        record.put("patience", Integer.toString(recipe.holdOut().patience()));
        if (recipe.holdOut().labels() != HoldOut.Labels.OBSERVED) {
            record.put("holdout-labels", lowerCase(recipe.holdOut().labels()));
        }
        write(recipe.subspace(), record);
        write(recipe.optimisation(), record);
        return record;
    }

    private static void write(SubspacePlan plan, Map<String, String> record) {
        record.put("subspace", lowerCase(plan.subspace().kind()));
        record.put("endpoints", Integer.toString(plan.subspace().endpoints()));
        record.put("members", Integer.toString(plan.members()));
        record.put("layerwise", Boolean.toString(plan.sampling().span() == Sampling.Span.MODULE));
        record.put("samples-per-batch", Integer.toString(plan.sampling().perBatch()));
    }

    private static void write(Optimisation optimisation, Map<String, String> record) {
        Objective objective = optimisation.objective();
        record.put("beta", Double.toString(objective.beta()));
        record.put("label-smoothing", Double.toString(objective.labelSmoothing()));
        record.put("dropout", Double.toString(objective.dropout()));
        Optimiser optimiser = optimisation.optimiser();
        record.put("momentum", Double.toString(optimiser.momentum()));
        record.put("weight-decay", Double.toString(optimiser.weightDecay()));
        record.put("sam", Double.toString(optimiser.radius()));
        LearningRateSchedule schedule = optimisation.schedule();
        record.put("learning-rate", Double.toString(schedule.base()));
        record.put("epochs", Integer.toString(schedule.epochs()));
        record.put("warmup-epochs", Integer.toString(schedule.warmupEpochs()));
        record.put("schedule", lowerCase(schedule.resolution()));
        write(schedule.decay(), record);
    }

    private static void write(Decay decay, Map<String, String> record) {
        record.put("swa", NO_AVERAGE);
        if (decay instanceof Decay.HighConstant constant) {
            record.put("swa", CONSTANT);
            record.put("swa-rate", Double.toString(constant.constant()));
            record.put("swa-start", Double.toString(constant.start()));
            constant.models()
                    .ifPresent(models -> record.put("swa-models", Integer.toString(models)));
        } else if (decay instanceof Decay.Cyclic cyclic) {
            record.put("swa", CYCLIC);
            record.put("swa-rate", Double.toString(cyclic.restart()));
            record.put("swa-start", Double.toString(cyclic.start()));
            record.put("swa-models", Integer.toString(cyclic.models()));
        }
    }

    private static String lowerCase(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    /**
     * Reads a recipe.
     *
     * @param record what {@link #write} gave, now or in an earlier version
     * @throws IllegalArgumentException if it is not one, with a message that says why
     */
    public static Recipe read(Map<String, String> record, long seed) {
        RecordedValues values = new RecordedValues(record);
        return new Recipe(
                new NetworkChoice(
                        values.text("network", "cresnet20"), values.constant("norm", Norm.BATCH)),
                subspace(values),
                optimisation(values),
                new BatchPlan(
                        values.integer("batch", 128),
                        values.text("augment", Augmentations.AUTOMATIC)),
                new HoldOut(
                        values.number("holdout", 0),
                        values.integer("patience", 0),
                        values.constant("holdout-labels", HoldOut.Labels.OBSERVED)),
                seed);
    }

    private static SubspacePlan subspace(RecordedValues values) {
        OptionalInt endpoints = values.integer("endpoints");
        Sampling.Span span =
                values.flag("layerwise") ? Sampling.Span.MODULE : Sampling.Span.NETWORK;
        return new SubspacePlan(
                Subspace.named(values.text("subspace", "line"), endpoints),
                new Sampling(span, values.integer("samples-per-batch", 1)),
                values.integer("members", 1));
    }

    private static Optimisation optimisation(RecordedValues values) {
        int epochs = values.integer("epochs", LearningRateSchedule.REFERENCE.epochs());
        int warmup =
                values.integer("warmup-epochs", LearningRateSchedule.defaultWarmupEpochs(epochs));
        Objective objective = Objective.REFERENCE;
        Optimiser optimiser = Optimiser.REFERENCE;
        return new Optimisation(
                new Objective(
                        values.number("beta", objective.beta()),
                        values.number("label-smoothing", objective.labelSmoothing()),
                        values.number("dropout", objective.dropout())),
                new Optimiser(
                        values.number("momentum", optimiser.momentum()),
                        values.number("weight-decay", optimiser.weightDecay()),
                        values.number("sam", optimiser.radius())),
                new LearningRateSchedule(
                        values.number("learning-rate", LearningRateSchedule.REFERENCE.base()),
                        epochs,
                        warmup,
                        values.constant("schedule", LearningRateSchedule.Resolution.EPOCH),
                        decay(values)));
    }

    private static Decay decay(RecordedValues values) {
        String kind = values.text("swa", NO_AVERAGE);
        return switch (kind) {
            case NO_AVERAGE -> new Decay.Cosine();
            case CONSTANT ->
                    new Decay.HighConstant(
                            values.number("swa-rate", Decay.HighConstant.REFERENCE.constant()),
                            values.number("swa-start", Decay.HighConstant.REFERENCE.start()),
                            // Earlier versions averaged after every epoch and recorded nothing.
                            values.integer("swa-models"));
            case CYCLIC ->
                    new Decay.Cyclic(
                            values.number("swa-rate", Decay.Cyclic.REFERENCE.restart()),
                            values.number("swa-start", Decay.Cyclic.REFERENCE.start()),
                            values.integer("swa-models", Decay.Cyclic.REFERENCE.models()));
            default -> throw new IllegalArgumentException("swa is " + kind);
        };
    }
}
