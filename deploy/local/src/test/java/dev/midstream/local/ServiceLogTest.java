package dev.midstream.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServiceLogTest {
    @Test
    void linesSince_position_countsByLevelAndLoggerWithStackTraces(@TempDir Path directory)
            throws Exception {
        Path file = directory.resolve("taskmanager-1.log");
        Files.writeString(file, "2026-01-02 03:04:05,678 INFO  o.a.f.Start      before\n");
        ServiceLog log = new ServiceLog(file);
        long position = log.size();
        Files.writeString(
                file,
                """
                2026-01-02 03:04:06,678 WARN  o.a.f.Metrics    Name collision
                2026-01-02 03:04:07,678 INFO  o.a.k.Client     closed
                java.lang.IllegalStateException: closed
                \tat o.a.k.Client.close(Client.java:1)
                2026-01-02 03:04:08,678 WARN  o.a.f.Metrics    Name collision
                """,
                StandardOpenOption.APPEND);

        assertThat(log.linesSince(position))
                .isEqualTo(Map.of("WARN o.a.f.Metrics", 2, "INFO o.a.k.Client", 3));
        assertThat(log.since(0)).hasSize(4).first().extracting("message").isEqualTo("before");
    }
}
