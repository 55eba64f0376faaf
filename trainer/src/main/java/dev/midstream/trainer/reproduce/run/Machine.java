package dev.midstream.trainer.reproduce.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The machine in words, as records name it. */
final class Machine {
    private static final Path PROCESSORS = Path.of("/proc/cpuinfo");
    private static final Path GPUS = Path.of("/proc/driver/nvidia/gpus");
    private static final String MODEL = "model name";

    private Machine() {}

    static String description() {
        return processor()
                + ", "
                + Runtime.getRuntime().availableProcessors()
                + " processors, "
                + gpus(GPUS).map(name -> name + ", ").orElse("")
                + System.getProperty("os.name", "an unknown system");
    }

    /** The models of the GPUs that NVIDIA's driver lists, each in a directory of its own. */
    static Optional<String> gpus(Path directory) {
        List<String> models = new ArrayList<>();
        try (DirectoryStream<Path> gpus = Files.newDirectoryStream(directory)) {
            for (Path gpu : gpus) {
                value(gpu.resolve("information"), "Model").ifPresent(models::add);
            }
        } catch (IOException e) {
            return Optional.empty();
        }
        return models.isEmpty()
                ? Optional.empty()
                : Optional.of(String.join(" and ", models.stream().sorted().toList()));
    }

    private static String processor() {
        return value(PROCESSORS, MODEL).orElse(System.getProperty("os.arch", "unknown processor"));
    }

    /** What the first line says that begins with a name and a colon. */
    private static Optional<String> value(Path file, String name) {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.filter(line -> line.startsWith(name))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst();
        } catch (IOException | UncheckedIOException e) {
            return Optional.empty();
        }
    }
}
