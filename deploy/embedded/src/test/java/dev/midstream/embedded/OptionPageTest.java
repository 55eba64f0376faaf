package dev.midstream.embedded;

import dev.midstream.cli.reference.OptionPage;
import org.junit.jupiter.api.Test;

class OptionPageTest {
    @Test
    void page_isCurrent() throws Exception {
        OptionPage.requireCurrent("demo", DemoCommand.commandLine());
    }
}
