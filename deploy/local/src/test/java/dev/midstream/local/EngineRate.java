package dev.midstream.local;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import dev.midstream.ModelPoint;
import dev.midstream.schemas.model.ModelDirectory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Measures the scoring engines alone, each time in a process of its own. */
final class EngineRate {
    private static final Pattern RATE = Pattern.compile("RATE ([0-9.E]+)");
    // The trainer's jar has all engines with their libraries.
    private static final String JARS =
            "%1$s/trainer/target/trainer.jar:%1$s/deploy/local/target/test-classes";

    private final Shell shell;
    private final Path root;
    private final Duration time;
    private final String precision;

    EngineRate(Shell shell, Path root, Duration time, String precision) {
        this.shell = shell;
        this.root = root;
        this.time = time;
        this.precision = precision;
    }

    /** Images a second, each with all points of all models, a call for each model. */
    double all(List<Path> models, int scorers, int threads, int batch) throws Exception {
        return rate(models, "all", scorers, threads, batch);
    }

    /** Images a second with a call for each point. */
    double each(List<Path> models, int scorers, int threads, int batch) throws Exception {
        List<ModelPoint> points = ModelDirectory.open(models.get(0)).manifest().getPoints();
        String calls = points.stream().map(ModelPoint::getPointId).collect(joining("+"));
        return rate(models, calls, scorers, threads, batch);
    }

    private double rate(List<Path> models, String calls, int scorers, int threads, int batch)
            throws Exception {
        String output =
                shell.succeed(
                        "java -Xmx1g -cp '%s' dev.midstream.local.RawEngineRate %d %d %s %s %d %d %s"
                                .formatted(
                                        JARS.formatted(root),
                                        scorers,
                                        time.toSeconds(),
                                        calls,
                                        models.stream().map(Path::toString).collect(joining(",")),
                                        batch,
                                        threads,
                                        precision));
        Matcher matcher = RATE.matcher(output);
        assertThat(matcher.find()).as(output).isTrue();
        return Double.parseDouble(matcher.group(1));
    }
}
