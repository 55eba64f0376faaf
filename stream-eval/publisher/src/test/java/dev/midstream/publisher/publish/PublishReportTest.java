package dev.midstream.publisher.publish;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midstream.images.corruption.Condition;
import dev.midstream.publisher.publish.PublishSummary.Cell;
import dev.midstream.publisher.publish.PublishSummary.Noise;
import dev.midstream.publisher.publish.PublishSummary.Outcome;
import dev.midstream.publisher.publish.PublishSummary.Run;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PublishReportTest {

    @Test
    void of_stoppedRun_showsWhatWasNotAcknowledged() {
        PublishSummary summary =
                new PublishSummary(
                        new Run("run-1", "cifar10", "images", 2000, 1),
                        Outcome.STOPPED,
                        7,
                        List.of(
                                new Cell(Condition.CLEAN, 1000, 1000),
                                new Cell(new Condition("snow", 1), 1000, 1000),
                                new Cell(new Condition("snow", 5), 999, 990),
                                new Cell(new Condition("contrast", 5), 999, 999)),
                        Optional.of(new Noise("symmetric", 0.2, 3, 410, 0.205)),
                        12_345_678,
                        Duration.ofMillis(2500),
                        List.of("Frost: procedural frost."));

        assertThat(PublishReport.of(summary).lines())
                .containsExactly(
                        "Run run-1: 2,000 images of cifar10 to topic images",
                        "severity     0     1           5",
                        "none      1000",
                        "snow            1000  990 of 999",
                        "contrast                     999",
                        "Stopped early: 3,998 records sent, 3,989 acknowledged, 12.3 MB in 2.5 s,"
                                + " 1,596 images/s",
                        "Not acknowledged: 9 records, which may or may not have arrived",
                        "To send the rest, and nothing twice: the same command with --run-id run-1"
                                + " --resume",
                        "Resumed: 7 records of the run were on the topic before",
                        "Label noise symmetric 0.2 (seed 3): 410 of 2,000 images have a wrong"
                                + " label, 20.50 %",
                        "Frost: procedural frost.");
    }
}
