package dev.midstream.offline.run;

import dev.midstream.offline.early.GateResult;
import dev.midstream.offline.result.BadAnswers;

/**
 * What a gate decided, and what could not be judged on the way.
 *
 * @param bad among the answers for the images that were scored
 */
public record EarlyResults(GateResult gate, BadAnswers bad) {}
