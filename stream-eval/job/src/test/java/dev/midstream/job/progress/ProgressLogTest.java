package dev.midstream.job.progress;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.apache.flink.runtime.operators.coordination.CoordinatorStoreImpl;
import org.junit.jupiter.api.Test;

final class ProgressLogTest {
    private final List<String> lines = new ArrayList<>();
    private final DeadLetterCount letters = new DeadLetterCount(new CoordinatorStoreImpl());
    private final ProgressLog log = new ProgressLog("stream-eval", 2, letters, lines::add);

    @Test
    void receive_ofAllSubtasks_oneLineForTheJob() {
        letters.add(2);
        letters.add(1);
        log.receive(0, new Progress(60_000, 6_000, 400, 420, List.of("line")));
        assertThat(lines).isEmpty();
        log.receive(1, new Progress(59_990, 6_345, 500, 120, List.of("line", "curve")));

        assertThat(lines)
                .containsExactly(
                        "stream-eval: 12,345 images in 60 s (205.8/s, 13.7 a batch), the latest"
                                + " scored 0.4 s after publication; 2 models (curve, line); 3 dead"
                                + " letters");
    }

    @Test
    void receive_nothingToDo_saysThat() {
        both(new Progress(60_000, 0, 0, Progress.UNKNOWN, List.of()));

        assertThat(lines)
                .containsExactly("stream-eval: no images in 60 s; no models; no dead letters");
    }

    @Test
    void receive_deadLettersOfTheLineBefore_areNotSaidAgain() {
        letters.add(1);
        both(idle());
        both(idle());

        assertThat(lines.get(0)).endsWith("; 1 dead letter");
        assertThat(lines.get(1)).endsWith("; no dead letters");
    }

    @Test
    void receive_longBehind_lagInLargerUnits() {
        both(new Progress(60_000, 10, 1, 119_900, List.of()));
        both(new Progress(60_000, 10, 1, 7_000_000, List.of()));
        both(new Progress(60_000, 10, 1, 72_000_000, List.of()));

        assertThat(lines.get(0)).contains("scored 119.9 s after");
        assertThat(lines.get(1)).contains("scored 117 min after");
        assertThat(lines.get(2)).contains("scored 20 h after");
    }

    @Test
    void receive_oneSubtaskTwiceAndTheOtherNever_lineSaysSo() {
        log.receive(0, idle());
        log.receive(0, idle());

        assertThat(lines).singleElement().asString().endsWith("; 1 of 2 subtasks are silent");
    }

    @Test
    void receive_subtaskStartsAgain_itsReportIsForgotten() {
        log.receive(0, idle());
        log.forget(0);
        log.receive(0, idle());
        assertThat(lines).isEmpty();
        log.receive(1, idle());

        assertThat(lines).hasSize(1);
    }

    @Test
    void close_endedSubtasks_restIsSaid() {
        log.end(0);
        log.receive(0, new Progress(4_000, 30, 2, 0, List.of("line")));
        log.end(1);
        log.receive(1, new Progress(5_000, 20, 2, 0, List.of("line")));
        assertThat(lines).isEmpty();
        letters.add(1);
        log.close();

        assertThat(lines)
                .containsExactly(
                        "stream-eval: 50 images in 5 s (10.0/s, 12.5 a batch), the latest scored"
                                + " 0.0 s after publication; 1 model (line); 1 dead letter");
    }

    @Test
    void receive_otherSubtaskHasEnded_lineWithoutIt() {
        log.end(0);
        log.receive(0, new Progress(4_000, 30, 2, 0, List.of("line")));
        log.receive(1, idle());
        log.receive(1, idle());

        assertThat(lines).hasSize(2).noneMatch(line -> line.contains("silent"));
        assertThat(lines.get(0)).contains(": 30 images ");
    }

    private void both(Progress progress) {
        log.receive(0, progress);
        log.receive(1, progress);
    }

    private static Progress idle() {
        return new Progress(60_000, 0, 0, Progress.UNKNOWN, List.of("line"));
    }
}
