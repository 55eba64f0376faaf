package dev.midstream.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The lines of the README that test a network of PyTorch, as a shell takes them. */
class ReadmePyTorchIT {
    private static final Path README = Path.of("..", "..", "README.md");
    private static final String EXPORT = "    python3 -c ";
    private static final int RECORD = 1 + 3 * 32 * 32;
    private static final int IMAGES = 5;

    @TempDir private Path work;

    @BeforeAll
    static void require() throws Exception {
        SystemPython.requireTorch();
    }

    @Test
    void lines_ofTheReadme_evaluateANetworkOfPyTorch() throws Exception {
        List<String> readme = Files.readAllLines(README);
        int first =
                readme.indexOf(
                        readme.stream().filter(line -> line.startsWith(EXPORT)).findFirst().get());
        String data = Files.createDirectory(work.resolve("data")).toString();
        Files.write(work.resolve("data/test_batch.bin"), cifar10());
        Path jar = work.resolve("trainer/target/trainer.jar");
        Files.createDirectories(jar.getParent());
        Files.createSymbolicLink(jar, Jars.TRAINER.toRealPath());
        String lines = String.join("\n", readme.subList(first, first + 3));
        assertThat(lines).contains("adopt").endsWith("--data DIR");

        String output = shell(lines.replace("DIR", data) + " --corruptions none");

        assertThat(output).contains("theirs");
        assertThat(work.resolve("models/theirs/manifest.json")).isRegularFile();
    }

    /** Images of noise in the binary layout of CIFAR-10. */
    private static byte[] cifar10() {
        byte[] records = new byte[IMAGES * RECORD];
        new Random(1).nextBytes(records);
        for (int image = 0; image < IMAGES; image++) {
            records[image * RECORD] = (byte) image;
        }
        return records;
    }

    private String shell(String script) throws Exception {
        ProcessBuilder builder =
                new ProcessBuilder("bash", "-e", "-c", script)
                        .directory(work.toFile())
                        .redirectErrorStream(true);
        String java = Path.of(System.getProperty("java.home"), "bin").toString();
        Path python = Path.of(SystemPython.PROGRAM).getParent();
        builder.environment().put("PATH", java + ":" + python + ":" + System.getenv("PATH"));
        Process process = builder.start();
        try {
            String output =
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
            assertThat(process.exitValue()).as(output).isZero();
            return output;
        } finally {
            process.destroyForcibly();
        }
    }
}
