package dev.midstream.job.scoring;

import java.nio.file.Path;

/** The directory of this user below {@code java.io.tmpdir}, for copies of engines and models. */
final class UserDirectory {
    private UserDirectory() {}

    static Path path() {
        return Path.of(System.getProperty("java.io.tmpdir", "/tmp"))
                .resolve("midstream-" + System.getProperty("user.name", "user"));
    }
}
