package dev.midstream.job.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.midstream.schemas.model.InvalidModelException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LoadFailuresTest {
    @Test
    void isTransient_storeOrDiskFails_yes() {
        assertThat(LoadFailures.isTransient(copying(new SocketTimeoutException("read")))).isTrue();
        assertThat(LoadFailures.isTransient(copying(new IOException("503 Slow Down")))).isTrue();
        assertThat(
                        LoadFailures.isTransient(
                                new FileSystemException("a", "b", "No space left on device")))
                .isTrue();
    }

    @Test
    void isTransient_theModelIsAtFault_no(@TempDir Path empty) {
        assertThat(LoadFailures.isTransient(copying(new FileNotFoundException("s3://m"))))
                .isFalse();
        assertThat(LoadFailures.isTransient(copying(new AccessDeniedException("s3://m"))))
                .isFalse();
        assertThat(LoadFailures.isTransient(new IllegalStateException("no such class"))).isFalse();
        assertThat(
                        LoadFailures.isTransient(
                                catchThrowable(() -> ModelCopies.ofJob().open(empty.toString()))))
                .isFalse();
        assertThat(
                        LoadFailures.isTransient(
                                catchThrowable(
                                        () -> ModelCopies.ofJob().open("nosuchscheme://models/m"))))
                .isFalse();
    }

    @Test
    void pause_doublesUpToAMinute() {
        assertThat(LoadFailures.pause(1)).isEqualTo(Duration.ofSeconds(1));
        assertThat(LoadFailures.pause(3)).isEqualTo(Duration.ofSeconds(4));
        assertThat(LoadFailures.pause(7)).isEqualTo(Duration.ofMinutes(1));
        assertThat(LoadFailures.pause(1_000)).isEqualTo(Duration.ofMinutes(1));
    }

    private static InvalidModelException copying(IOException cause) {
        return new InvalidModelException("Cannot copy model.", cause);
    }
}
