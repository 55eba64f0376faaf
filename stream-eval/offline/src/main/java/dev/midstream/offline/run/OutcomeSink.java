package dev.midstream.offline.run;

import java.io.IOException;

/** Takes one model's outcomes, chunk after chunk in the order of the plan. */
interface OutcomeSink {
    void accept(ChunkOutcomes outcomes) throws IOException;
}
