package dev.midstream.job;

import dev.midstream.cli.reference.OptionPage;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class OptionPageTest {
    @Test
    void page_isCurrent() throws Exception {
        OptionPage.requireCurrent("stream-eval", new CommandLine(new JobOptions()));
    }
}
