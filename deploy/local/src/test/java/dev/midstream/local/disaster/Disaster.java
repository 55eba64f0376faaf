package dev.midstream.local.disaster;

import static org.awaitility.Awaitility.await;

import dev.midstream.RobustnessMetric;
import dev.midstream.embedded.MetricsWatch;
import dev.midstream.local.SameSums;
import dev.midstream.local.disaster.Outcome.Survived;
import dev.midstream.local.disaster.Strike.Next;
import dev.midstream.schemas.Topics;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.KafkaException;

/** One schedule on a cluster of its own, from its start to its sums. */
final class Disaster {
    /** Images a second: slow enough for the longest schedule. */
    static final int RATE = 10;

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Duration LOOK = Duration.ofMillis(500);

    /** Poison records, one to a hundred images. */
    static final int POISON = TestRun.IMAGES * TestRun.CONDITIONS / 100;

    private final Schedule schedule;
    private final TestRun run;
    private final PrintStream out;
    private final DisasterCluster cluster;
    private final ImagePublisher publisher;
    private final PoisonRecords poison;
    private final TopicReader topics;
    private final StreamJob job;
    private final Strikes strikes;
    private final List<Survived> survived = new ArrayList<>();
    private final long started;

    /** What a schedule is survived with: a ready cluster, and what works on it. */
    Disaster(
            Schedule schedule,
            TestRun run,
            DisasterCluster cluster,
            ImagePublisher publisher,
            TopicReader topics,
            PoisonRecords poison,
            StreamJob job,
            PrintStream out) {
        this.schedule = schedule;
        this.run = run;
        this.cluster = cluster;
        this.publisher = publisher;
        this.topics = topics;
        this.poison = poison;
        this.job = job;
        this.strikes = new Strikes(cluster, publisher, job, run.model());
        this.out = out;
        this.started = System.nanoTime();
    }

    /** Lets everything happen, and compares the sums. */
    Outcome survive() throws Exception {
        try (strikes) {
            strikeAll();
        }
        publisher.hurry();
        await().atMost(PATIENCE)
                .pollInterval(LOOK)
                .until(
                        () -> {
                            mend();
                            return publisher.hasFinished();
                        });
        poison.finish();
        return compare();
    }

    private void strikeAll() throws Exception {
        awaitRecovery(System.currentTimeMillis(), images());
        for (Strike strike : schedule.strikes()) {
            Strikes.hold(strike.pause());
            if (!strikes.isPossible(strike.event())) {
                out.printf("  left out, this machine cannot: %s%n", strike.event().title());
                continue;
            }
            strike(strike);
        }
    }

    private void strike(Strike strike) throws Exception {
        if (publisher.hasFinished()) {
            throw new IllegalStateException(
                    "%s came after the last image.".formatted(strike.event()));
        }
        double began = seconds(started);
        if (strike.event() == Event.RESCALED) {
            awaitRecovery(System.currentTimeMillis(), images());
        }
        strikes.strike(strike);
        long ended = System.nanoTime();
        if (strike.next() == Next.AFTER_RECOVERY || isLast(strike)) {
            awaitRecovery(System.currentTimeMillis(), images());
        }
        Survived event = new Survived(strike, began, seconds(ended));
        survived.add(event);
        out.printf(
                "  %.0f s: %s; %s%n",
                began,
                strike.event().title(),
                strike.next() == Next.AFTER_RECOVERY || isLast(strike)
                        ? "recovered in %.1f s".formatted(event.recovered())
                        : "the next at once");
    }

    private boolean isLast(Strike strike) {
        return schedule.strikes().get(schedule.strikes().size() - 1).equals(strike);
    }

    /** Waits until a checkpoint that began since is complete, images come and the page answers. */
    private void awaitRecovery(long since, long imagesBefore) {
        await().atMost(PATIENCE)
                .pollInterval(LOOK)
                .ignoreExceptions()
                .until(
                        () -> {
                            mend();
                            return job.hasCheckpointSince(since)
                                    && (publisher.hasFinished() || topics.images() > imagesBefore)
                                    && cluster.answers();
                        });
    }

    /** What an operator or a supervisor does: processes that have ended are started again. */
    private void mend() throws Exception {
        cluster.startEnded();
        publisher.resumeEnded();
    }

    private long images() {
        try {
            return topics.images();
        } catch (KafkaException e) {
            // The broker is down: there are no more than before.
            return 0;
        }
    }

    private Outcome compare() throws Exception {
        List<RobustnessMetric> figures = new ArrayList<>();
        String problem = "";
        try (MetricsWatch watch = new MetricsWatch(cluster.bootstrapServers(), Topics.METRICS)) {
            watch.await(
                    metrics -> {
                        figures.clear();
                        figures.addAll(metrics);
                        return isComplete(metrics);
                    },
                    Duration.ofMinutes(1));
            // What would be counted twice would be counted by now.
            awaitRecovery(System.currentTimeMillis(), 0);
            watch.await(
                    metrics -> {
                        figures.clear();
                        figures.addAll(metrics);
                        return true;
                    },
                    LOOK);
            SameSums.assertEqual(figures, run.offline(), 1);
        } catch (IllegalStateException | AssertionError e) {
            problem = String.valueOf(e.getMessage());
        }
        Map<String, Integer> letters = topics.deadLetters();
        long twice = letters.values().stream().mapToLong(count -> count - 1).sum();
        long lost = POISON - letters.size();
        // A dead letter goes with its transaction; figures are sent again.
        if (problem.isEmpty()
                && (twice > 0
                        || lost < 0
                        || (lost > 0 && !schedule.has(Event.TASK_MANAGER_STALLED)))) {
            problem =
                    "%d dead letters of %d are lost, %d are there twice"
                            .formatted(lost, POISON, twice);
        }
        return new Outcome(
                schedule.seed(),
                survived,
                Counts.lost(figures, run.offline()),
                Counts.twice(figures, run.offline()),
                lost,
                twice,
                problem);
    }

    private boolean isComplete(List<RobustnessMetric> metrics) {
        return metrics.size() >= run.offline().size()
                && metrics.stream().allMatch(m -> m.getSums().getCount() >= TestRun.IMAGES);
    }

    private static double seconds(long since) {
        return (System.nanoTime() - since) / 1e9;
    }
}
