package dev.midstream.images.corruption;

import dev.midstream.images.Image;
import dev.midstream.images.SeededRandom;
import dev.midstream.images.corruption.weather.Fog;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * Prints the nanoseconds that one image takes on one core, for every corruption, averaged over the
 * five severities:
 *
 * <pre>{@code
 * mvn -q -pl stream-eval/images test-compile exec:exec@benchmark
 * mvn -q -pl stream-eval/images test-compile exec:exec@benchmark -Dbenchmark="-p side=224"
 * }</pre>
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(1)
public class CorruptionBenchmark {

    @Param({
        "gaussian_noise",
        "shot_noise",
        "impulse_noise",
        "defocus_blur",
        "glass_blur",
        "motion_blur",
        "zoom_blur",
        "snow",
        "frost",
        "fog",
        "brightness",
        "contrast",
        "elastic_transform",
        "pixelate",
        "jpeg_compression",
        "speckle_noise",
        "gaussian_blur",
        "spatter",
        "saturate"
    })
    public String corruption;

    @Param("32")
    public int side;

    private final Corruptor corruptor = new Corruptor(0);

    public static void main(String[] arguments) throws RunnerException, CommandLineOptionException {
        new Runner(
                        new OptionsBuilder()
                                .parent(new CommandLineOptions(arguments))
                                .include(CorruptionBenchmark.class.getSimpleName())
                                .build())
                .run();
    }

    @Benchmark
    @OperationsPerInvocation(Corruption.MAX_SEVERITY)
    public void corrupt(Picture picture, Blackhole results) {
        for (int severity = 1; severity <= Corruption.MAX_SEVERITY; severity++) {
            results.consume(
                    corruptor.corrupt(
                            picture.of(side),
                            picture.nextId(),
                            Corruptions.known().named(corruption),
                            severity));
        }
    }

    /** A smooth picture, as photographs are, under ever new ids. */
    @State(Scope.Thread)
    public static class Picture {

        private static final int IDS = 1000;

        private final List<String> ids =
                IntStream.range(0, IDS).mapToObj(i -> "test-" + i).toList();
        private Image image = TestImages.uniform(1, 1, 0, 0, 0);
        private int next;

        Image of(int side) {
            if (image.height() != side) {
                image =
                        new Fog()
                                .apply(
                                        TestImages.random(side, side),
                                        1,
                                        Draws.from(new SeededRandom(0, "benchmark")));
            }
            return image;
        }

        String nextId() {
            next = (next + 1) % IDS;
            return ids.get(next);
        }
    }
}
