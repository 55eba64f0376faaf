package dev.midstream.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** A file of 8 MiB, 2 of which are there from a download that was cut. */
class DownloadProgressTest {
    private static final int MEBIBYTE = 1 << 20;

    private static String shown(Display display, OptionalLong bytes) {
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        PrintStream stream = new PrintStream(output, true, StandardCharsets.UTF_8);
        try (DownloadProgress progress = new DownloadProgress(display, stream)) {
            progress.begun("images.tar.gz", bytes, 2L * MEBIBYTE);
            for (int i = 0; i < 6; i++) {
                progress.received(MEBIBYTE);
            }
            progress.ended();
        }
        return output.toString(StandardCharsets.UTF_8);
    }

    @Test
    void begun_log_oneLineWithWhatIsThere() {
        assertThat(shown(Display.LINES, OptionalLong.of(8L * MEBIBYTE)))
                .isEqualTo("Downloading images.tar.gz (8.0 MiB, 2.0 of them there)\n");
        assertThat(shown(Display.LINES, OptionalLong.empty()))
                .isEqualTo("Downloading images.tar.gz\n");
    }

    @Test
    void received_terminal_barUpToTheEnd() {
        assertThat(shown(Display.BAR, OptionalLong.of(8L * MEBIBYTE)))
                .contains("images.tar.gz", "100%", "8/8 MiB");
    }
}
