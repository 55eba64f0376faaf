package dev.midstream.cli.terminal;

import dev.midstream.images.download.DownloadListener;
import java.io.PrintStream;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import me.tongfei.progressbar.ProgressBar;

/** Shows how far downloads are: a bar on a terminal, a line for each file elsewhere. */
public final class DownloadProgress implements DownloadListener, AutoCloseable {
    private static final long MEBIBYTE = 1L << 20;
    private static final long UNKNOWN = -1;

    private final Display display;
    private final PrintStream output;
    private Optional<ProgressBar> bar = Optional.empty();

    public DownloadProgress(Display display, PrintStream output) {
        this.display = display;
        this.output = output;
    }

    @Override
    public void begun(String name, OptionalLong bytes, long present) {
        close();
        if (display == Display.BAR) {
            ProgressBar begun =
                    Display.bar(name, output)
                            .setInitialMax(bytes.orElse(UNKNOWN))
                            .setUnit(" MiB", MEBIBYTE)
                            .build();
            begun.stepTo(present);
            bar = Optional.of(begun);
        } else {
            String size =
                    bytes.isPresent()
                            ? String.format(
                                    Locale.ROOT,
                                    " (%.1f MiB, %.1f of them there)",
                                    (double) bytes.getAsLong() / MEBIBYTE,
                                    (double) present / MEBIBYTE)
                            : "";
            output.println("Downloading " + name + size);
        }
    }

    @Override
    public void received(long bytes) {
        bar.ifPresent(shown -> shown.stepBy(bytes));
    }

    @Override
    public void ended() {
        close();
    }

    @Override
    public void close() {
        bar.ifPresent(ProgressBar::close);
        bar = Optional.empty();
    }
}
