package dev.midstream.engine;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The environment variables that keep TensorFlow from computing in bfloat16. With some of their
 * values it computes in float32 and does not say so.
 */
public final class Bfloat16Settings {
    private static final String ONEDNN = "TF_ENABLE_ONEDNN_OPTS";
    private static final Set<String> ON = Set.of("1", "true");

    /** oneDNN reads the second if the first is not set. */
    private static final String INSTRUCTIONS = "ONEDNN_MAX_CPU_ISA";

    private static final String OLDER_INSTRUCTIONS = "DNNL_MAX_CPU_ISA";

    /** The values that leave no instructions for bfloat16; oneDNN ignores unknown ones. */
    private static final Set<String> WITHOUT_BFLOAT16 =
            Set.of(
                    "sse41",
                    "avx",
                    "avx2",
                    "avx2_vnni",
                    "avx2_vnni_2",
                    "avx512_core",
                    "avx512_core_vnni");

    private Bfloat16Settings() {}

    /** Returns what is in the way and what to do, in a clause; empty if nothing is. */
    public static Optional<String> obstacle() {
        return obstacle(System.getenv());
    }

    static Optional<String> obstacle(Map<String, String> environment) {
        String onednn = environment.getOrDefault(ONEDNN, "1");
        if (!ON.contains(onednn.toLowerCase(Locale.ROOT))) {
            return Optional.of(
                    "%s=%s in the environment turns bf16 off, and figures would be those of float32. Unset it, or use --precision float32"
                            .formatted(ONEDNN, onednn));
        }
        String name = environment.containsKey(INSTRUCTIONS) ? INSTRUCTIONS : OLDER_INSTRUCTIONS;
        String instructions = environment.getOrDefault(name, "");
        if (WITHOUT_BFLOAT16.contains(instructions.toLowerCase(Locale.ROOT))) {
            return Optional.of(
                    "%s=%s in the environment leaves no instructions for bf16. Unset it, or use --precision float32"
                            .formatted(name, instructions));
        }
        return Optional.empty();
    }
}
