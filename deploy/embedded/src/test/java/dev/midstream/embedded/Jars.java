package dev.midstream.embedded;

import java.nio.file.Path;

/** The jars that the build made. */
final class Jars {
    static final Path TRAINER = jar("midstream.trainer.jar");
    static final Path JOB = jar("midstream.job.jar");

    /** Beside it lies {@code lib}, its class path. */
    static final Path DEMO = jar("midstream.demo.jar");

    private Jars() {}

    private static Path jar(String property) {
        return Path.of(System.getProperty(property));
    }
}
