package dev.midstream.trainer.device;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Detects whether this processor is fast with bfloat16, which requires AMX. With AVX512_BF16 only,
 * a training step takes longer in oneDNN than in float32.
 */
public final class BrainFloat {
    private static final Path PROCESSOR = Path.of("/proc/cpuinfo");

    private BrainFloat() {}

    /**
     * Whether bfloat16 is faster than float32; it is slower if oneDNN emulates it, several times on
     * processors without AVX-512.
     */
    public static boolean isFast() {
        try {
            return isFast(Files.readString(PROCESSOR));
        } catch (IOException e) {
            return false;
        }
    }

    /** Whether the processors that Linux describes in {@code /proc/cpuinfo} have AMX. */
    static boolean isFast(String description) {
        return description
                .lines()
                .filter(line -> line.startsWith("flags"))
                .anyMatch(line -> Arrays.asList(line.split("\\s+")).contains("amx_bf16"));
    }
}
