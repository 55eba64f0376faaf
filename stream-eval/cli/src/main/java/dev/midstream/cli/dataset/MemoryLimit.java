package dev.midstream.cli.dataset;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Option;

/** The option that says how many images are held in memory. */
public final class MemoryLimit {
    private static final Pattern SIZE = Pattern.compile("(\\d{1,12})([kmg]?)");
    private static final int DEFAULT_SHARE = 2;

    @Option(
            names = "--memory-limit",
            paramLabel = "SIZE",
            description =
                    "Hold images in memory if they take up to this, in bytes or with k, m or g for"
                            + " KiB, MiB or GiB; read them from disk as needed otherwise (default:"
                            + " half of Java's heap).")
    private Optional<String> size = Optional.empty();

    /**
     * The limit in bytes.
     *
     * @throws IllegalArgumentException if the option is invalid, with a message that says how
     */
    public long bytes() {
        if (size.isEmpty()) {
            return Runtime.getRuntime().maxMemory() / DEFAULT_SHARE;
        }
        Matcher matcher = SIZE.matcher(size.get().toLowerCase(Locale.ROOT));
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "Invalid --memory-limit: " + size.get() + ". Use for instance 800m or 4g.");
        }
        long unit =
                switch (matcher.group(2)) {
                    case "k" -> 1L << 10;
                    case "m" -> 1L << 20;
                    case "g" -> 1L << 30;
                    default -> 1;
                };
        long units = Long.parseLong(matcher.group(1));
        return units > Long.MAX_VALUE / unit ? Long.MAX_VALUE : units * unit;
    }
}
