package dev.midstream.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JvmProbeTest {
    private final Shell shell = new Shell(Path.of("").toAbsolutePath(), Map.of());

    @ParameterizedTest
    @ValueSource(strings = {"-XX:+UseSerialGC", "-XX:+UseG1GC"})
    void sample_aProcess_allThatItHolds(String collector) throws Exception {
        Process process = start(collector, JvmProbe.TRACKING);
        try {
            JvmProbe.Sample sample = new JvmProbe(shell, process.pid()).sample();

            assertThat(sample.threads()).isGreaterThan(5);
            // Those of the JDK, of its modules and of the class path.
            assertThat(sample.loaders()).isBetween(1.0, 3.0);
            assertThat(sample.classes()).isGreaterThan(300);
            assertThat(sample.heap()).isBetween(Holder.MEBIBYTES * 1.0, Holder.MEBIBYTES + 16.0);
            assertThat(sample.committed()).isGreaterThan(sample.heap());
            assertThat(sample.resident()).isGreaterThan(sample.heap());
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    private static Process start(String... options) throws IOException {
        List<String> command =
                new ArrayList<>(
                        List.of(Path.of(System.getProperty("java.home"), "bin/java").toString()));
        command.addAll(List.of(options));
        command.addAll(
                List.of(
                        "-cp",
                        Path.of(
                                        Holder.class
                                                .getProtectionDomain()
                                                .getCodeSource()
                                                .getLocation()
                                                .getPath())
                                .toString(),
                        Holder.class.getName()));
        Process process = new ProcessBuilder(command).start();
        // Until it holds what it is to hold.
        assertThat(process.getInputStream().read()).isEqualTo('.');
        return process;
    }

    /** A program that holds memory until it is stopped. */
    static final class Holder {
        static final int MEBIBYTES = 20;

        private Holder() {}

        public static void main(String[] arguments) throws IOException {
            byte[] held = new byte[MEBIBYTES << 20];
            // Each is a class of its own.
            List<Runnable> lambdas =
                    List.of(() -> held[0]++, () -> held[1]++, () -> held[2]++, () -> held[3]++);
            lambdas.forEach(Runnable::run);
            System.out.write('.');
            System.out.flush();
            held[0] = (byte) System.in.read();
            System.out.write(held[0]);
        }
    }
}
