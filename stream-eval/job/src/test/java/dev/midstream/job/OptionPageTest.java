package dev.midstream.job;

import dev.midstream.cli.reference.OptionPage;
import org.junit.jupiter.api.Test;

class OptionPageTest {
    @Test
    void page_isCurrent() throws Exception {
        OptionPage.requireCurrent("stream-eval", StreamEvalJob.commandLine(new JobOptions()));
    }
}
