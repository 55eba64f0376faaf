package dev.midstream.trainer.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.midstream.trainer.graph.step.LossScale;
import dev.midstream.trainer.training.EpochRecord;
import dev.midstream.trainer.training.EpochSums;
import dev.midstream.trainer.training.HeldOutRecord;
import dev.midstream.trainer.training.History;
import dev.midstream.trainer.training.RunPosition;
import dev.midstream.trainer.training.TrainingState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointFileTest {
    private static final Duration INTERVAL = Duration.ofMinutes(1);
    private static final Map<String, String> RUN = Map.of("epochs", "160", "seed", "3");
    private static final TrainingState STATE =
            new TrainingState(
                    new RunPosition(
                            0, 2, new EpochSums(7, 700, 0.1 + 0.2, 55, 0.05, 1.5), 1, 2, 0.7),
                    new History(
                            List.of(new EpochRecord(0, 1, 0.1, 2.3, 0.25, 4.5, 1e-3, 40)),
                            List.of(new HeldOutRecord(0, 1, 2.25, 0.5))),
                    new float[0][],
                    new float[][] {{1, 2.5f}, {Float.MIN_VALUE, -3}},
                    new float[][] {{0, 1e30f}, {5, 6}},
                    new LossScale(4096, 17),
                    new float[][] {{1, 1}, {1, 1}},
                    new float[0][]);

    @TempDir private Path directory;

    private Path file() {
        return directory.resolve("line.checkpoint");
    }

    private CheckpointFile resume(Map<String, String> run) throws IOException {
        return CheckpointFile.resuming(file(), run, INTERVAL);
    }

    @Test
    void resuming_saved_givesTheStateBack() throws IOException {
        CheckpointFile.starting(file(), RUN, INTERVAL).save(STATE);
        TrainingState read = resume(RUN).take().orElseThrow();
        assertThat(read.progress()).isEqualTo(STATE.progress());
        assertThat(read.history()).isEqualTo(STATE.history());
        assertThat(read.theta()).isDeepEqualTo(STATE.theta());
        assertThat(read.velocity()).isDeepEqualTo(STATE.velocity());
        assertThat(read.lossScale()).isEqualTo(STATE.lossScale());
        assertThat(read.average()).isDeepEqualTo(STATE.average());
        assertThat(read.finished().length + read.best().length).isZero();
        try (Stream<Path> files = Files.list(directory)) {
            assertThat(files).containsExactly(file());
        }
    }

    @Test
    void resuming_nothingThere_starts() throws IOException {
        assertThat(resume(RUN).take()).isEmpty();
    }

    @Test
    void resuming_otherOptions_isRefused() throws IOException {
        CheckpointFile.starting(file(), RUN, INTERVAL).save(STATE);
        assertThatThrownBy(() -> resume(Map.of("epochs", "200", "seed", "3")))
                .hasMessage(
                        "Cannot resume from "
                                + file()
                                + ": it was written with epochs 160, not 200. Give the options of"
                                + " the interrupted run, or start anew with --overwrite.");
    }

    @Test
    void resuming_damaged_isRefused() throws IOException {
        CheckpointFile.starting(file(), RUN, INTERVAL).save(STATE);
        byte[] whole = Files.readAllBytes(file());
        byte[] changed = whole.clone();
        for (int i = 0; i < whole.length - 3; i++) {
            // The first of theta's numbers: 1, then 2.5, little-endian.
            if (whole[i + 2] == (byte) 0x80 && whole[i + 3] == 0x3f && whole[i] == 0) {
                changed[i] ^= 1;
                break;
            }
        }
        Files.write(file(), changed);
        assertThatThrownBy(() -> resume(RUN))
                .hasMessageContaining("it is damaged, ")
                .hasMessageContaining("CRC-32 differs")
                .hasMessageEndingWith("Start anew with --overwrite.");
        Files.write(file(), Arrays.copyOf(whole, whole.length / 2));
        assertThatThrownBy(() -> resume(RUN)).hasMessageContaining("it is damaged, ");
        Files.writeString(file(), "not a checkpoint");
        assertThatThrownBy(() -> resume(RUN)).hasMessageContaining("it is damaged, ");
    }

    @Test
    void save_directoryGone_saysSoAndLeavesNothing() throws IOException {
        CheckpointFile checkpoint =
                CheckpointFile.starting(directory.resolve("gone/a"), RUN, INTERVAL);
        assertThatThrownBy(() -> checkpoint.save(STATE))
                .hasMessageStartingWith("Cannot write checkpoint " + directory.resolve("gone/a"))
                .hasMessageContaining("The previous one, if any, is intact");
    }
}
