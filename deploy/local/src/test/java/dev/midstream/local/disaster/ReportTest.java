package dev.midstream.local.disaster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midstream.local.disaster.Outcome.Survived;
import dev.midstream.local.disaster.Strike.Next;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ReportTest {
    private static final Strike KILLED =
            new Strike(Event.BROKER_KILLED, 1, 2, 0, Next.AFTER_RECOVERY);
    private static final Strike CUT = new Strike(Event.NETWORK_CUT, 0, 5, 0, Next.AT_ONCE);

    @TempDir private Path directory;

    @Test
    void add_twoSchedules_summaryCountsEventsAndRecoveries() throws Exception {
        Report report = new Report(directory.resolve("reports/disasters.csv"));
        report.add(outcome(3, List.of(new Survived(KILLED, 4, 8), new Survived(CUT, 9, 0))));
        report.add(outcome(5, List.of(new Survived(KILLED, 4, 12.25))));

        assertThat(report.writeSummary())
                .isEqualTo(Files.readString(directory.resolve("reports/disasters.md")))
                .contains(
                        "| SIGKILL of the broker | 2 | 2 | 12.3 | 12.3 |",
                        "| no byte passes between the broker and Flink | 1 | 0 | – | – |",
                        "2 schedules (seeds [3, 5]), 3 faults: lost 0, twice 0");
    }

    @Test
    void has_afterAnInterruption_knowsTheSeedsThatHavePassed() throws Exception {
        Path file = directory.resolve("disasters.csv");
        new Report(file).add(outcome(3, List.of(new Survived(CUT, 4, 0))));

        Report resumed = new Report(file);
        assertThat(resumed.has(3)).isTrue();
        assertThat(resumed.has(30)).isFalse();
        assertThat(resumed.has(5)).isFalse();
    }

    private static Outcome outcome(long seed, List<Survived> events) {
        return new Outcome(seed, events, 0, 0, 0, 0, "");
    }
}
