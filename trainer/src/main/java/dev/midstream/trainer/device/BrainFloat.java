package dev.midstream.trainer.device;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** Whether this processor has what oneDNN needs for bfloat16: AVX-512. */
public final class BrainFloat {
    private static final Path PROCESSOR = Path.of("/proc/cpuinfo");

    private BrainFloat() {}

    /**
     * Whether bfloat16 is fast; otherwise TensorFlow emulates it, several times slower than
     * float32.
     */
    public static boolean isFast() {
        try {
            return isFast(Files.readString(PROCESSOR));
        } catch (IOException e) {
            return false;
        }
    }

    /** The same, from what Linux says about processors. */
    static boolean isFast(String description) {
        return description
                .lines()
                .filter(line -> line.startsWith("flags"))
                .anyMatch(line -> Arrays.asList(line.split("\\s+")).contains("avx512f"));
    }
}
