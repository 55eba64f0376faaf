package dev.midstream.cli;

import picocli.CommandLine.Option;

/** The option {@code --seed}. */
public final class SeedOption {
    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "0",
            description = "Seed of every random choice (default: ${DEFAULT-VALUE}).")
    private long seed;

    /** The seed. */
    public long seed() {
        return seed;
    }
}
