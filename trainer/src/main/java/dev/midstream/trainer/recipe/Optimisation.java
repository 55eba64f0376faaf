package dev.midstream.trainer.recipe;

import dev.midstream.trainer.graph.step.Objective;
import dev.midstream.trainer.graph.step.Optimiser;

/**
 * What training lowers, and how.
 *
 * @param objective the value that is lowered
 * @param optimiser the rule of a step
 * @param schedule the learning rate of every step
 */
public record Optimisation(
        Objective objective, Optimiser optimiser, LearningRateSchedule schedule) {}
