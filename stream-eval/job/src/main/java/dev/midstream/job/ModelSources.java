package dev.midstream.job;

import dev.midstream.job.intake.ModelLocations;
import java.util.List;

/**
 * Where models come from.
 *
 * @param initial locations of the model directories that the job starts with
 * @param announced where those may lie that are announced to it
 */
record ModelSources(List<String> initial, ModelLocations announced) {
    ModelSources {
        initial = List.copyOf(initial);
    }
}
