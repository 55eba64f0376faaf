package dev.midstream.local.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessRecordTest {
    @TempDir private Path directory;

    @Test
    void process_running_isFound() throws Exception {
        Path file = directory.resolve("a.pid");
        ProcessRecord.of(ProcessHandle.current()).write(file);

        assertThat(ProcessRecord.read(file).orElseThrow().process())
                .contains(ProcessHandle.current());
    }

    @Test
    void process_idUsedAgainByAnother_isNotFound() {
        ProcessRecord mine = ProcessRecord.of(ProcessHandle.current());
        ProcessRecord earlier =
                new ProcessRecord(mine.pid(), mine.started().minus(Duration.ofMinutes(1)));

        assertThat(earlier.process()).isEmpty();
    }

    @Test
    void process_ended_isNotFound() throws Exception {
        Process process = new ProcessBuilder("true").start();
        ProcessRecord record = ProcessRecord.of(process.toHandle());
        process.waitFor();

        assertThat(record.process()).isEmpty();
    }

    @Test
    void read_damagedFile_isNothing() throws Exception {
        Path file = Files.writeString(directory.resolve("a.pid"), "12x\n");

        assertThat(ProcessRecord.read(file)).isEmpty();
        assertThat(ProcessRecord.read(directory.resolve("none.pid"))).isEmpty();
    }
}
