package dev.midstream.trainer.train;

import java.time.Clock;

/** Makes the report of a run when it begins. */
@FunctionalInterface
public interface RunReports {
    /** Begins. */
    RunReport begin(RunExtent extent, Clock clock);
}
