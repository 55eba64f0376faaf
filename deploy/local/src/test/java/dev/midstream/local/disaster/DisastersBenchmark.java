package dev.midstream.local.disaster;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs schedules and reports on them; deploy/benchmarks/disasters runs it. */
class DisastersBenchmark {
    private static final Path ROOT = Path.of(System.getProperty("midstream.root"));
    private static final String SEEDS = System.getProperty("midstream.benchmark.seeds", "1");
    private static final Path REPORT =
            Path.of(System.getProperty("midstream.benchmark.report", "target/disasters.csv"));

    @TempDir private Path work;

    @Test
    void schedules() throws Exception {
        Report report = new Report(REPORT);
        List<Long> seeds = Arrays.stream(SEEDS.split(",", -1)).map(Long::valueOf).toList();
        List<String> failed = new ArrayList<>();
        Disasters disasters = new Disasters(ROOT, work, System.out);
        for (long seed : seeds) {
            if (report.has(seed)) {
                System.out.printf("Seed %d is in %s already.%n", seed, REPORT);
                continue;
            }
            String problem = problem(disasters, seed, report);
            if (!problem.isEmpty()) {
                System.out.printf(
                        "Seed %d FAILED; deploy/benchmarks/disasters %d replays it. %s%n",
                        seed, seed, problem);
                failed.add("seed %d: %s".formatted(seed, problem));
            }
        }
        System.out.print(report.writeSummary());
        assertThat(failed).isEmpty();
    }

    private static String problem(Disasters disasters, long seed, Report report) {
        try {
            Outcome outcome = disasters.run(seed);
            if (outcome.isPassed()) {
                report.add(outcome);
            }
            return outcome.isPassed()
                    ? ""
                    : "Lost %d, twice %d: %s"
                            .formatted(outcome.lost(), outcome.twice(), outcome.problem());
        } catch (Exception | AssertionError e) {
            return String.valueOf(e.getMessage());
        }
    }
}
