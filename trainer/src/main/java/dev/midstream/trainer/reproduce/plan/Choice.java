package dev.midstream.trainer.reproduce.plan;

import java.util.List;

/**
 * An option whose best value is found with held-out training images: a run for each value, of which
 * the one with the lowest loss on them after its last epoch decides.
 *
 * @param option of {@code train}, without dashes
 * @param values to try
 * @param holdOut share of the training images that these runs hold out
 */
public record Choice(String option, List<String> values, double holdOut) {
    public Choice {
        values = List.copyOf(values);
    }
}
