package dev.midstream.trainer.device;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Whether this processor is fast with bfloat16: whether it has AMX. With AVX512_BF16 alone oneDNN
 * takes longer for a training step than in float32.
 */
public final class BrainFloat {
    private static final Path PROCESSOR = Path.of("/proc/cpuinfo");

    private BrainFloat() {}

    /**
     * Whether bfloat16 is faster than float32; it is slower where oneDNN emulates it, several times
     * on processors without AVX-512.
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
                .anyMatch(line -> Arrays.asList(line.split("\\s+")).contains("amx_bf16"));
    }
}
