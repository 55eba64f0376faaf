package dev.midstream.engine;

import dev.midstream.ModelManifest;
import dev.midstream.engine.storage.Machine;
import dev.midstream.schemas.model.ModelDirectory;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The number format in which convolutions are computed. Another format gives other figures, so its
 * name is part of a model's id.
 */
public enum ScoringPrecision {
    /** 32-bit floats. */
    FLOAT32,
    /** Products of bfloat16 numbers, added up in 32-bit floats. */
    BF16;

    private static final String AMX = "amx_bf16";
    private static final String VECTORS = "avx512_bf16";
    private static final String AMD = "AuthenticAMD";

    /**
     * Returns whether this processor is known to compute in this format at least as fast as in
     * float32. With bfloat16 that is AMX, and AVX512_BF16 of a processor by AMD: on the others that
     * have it, oneDNN is slower with it. False too where {@link Bfloat16Settings} are in the way.
     */
    public boolean isFast() {
        return isFast(Machine::hasFeature, Machine::isMadeBy)
                && (this == FLOAT32 || Bfloat16Settings.obstacle().isEmpty());
    }

    boolean isFast(Predicate<String> hasFeature, Predicate<String> isMadeBy) {
        return this == FLOAT32
                || hasFeature.test(AMX)
                || (hasFeature.test(VECTORS) && isMadeBy.test(AMD));
    }

    /**
     * Returns why this processor does not compute in this format, or why the {@linkplain
     * Bfloat16Settings settings} of this process keep it from that; empty if it does.
     */
    public Optional<String> obstacle() {
        return obstacle(Machine::hasFeature, System.getenv());
    }

    Optional<String> obstacle(Predicate<String> hasFeature, Map<String, String> environment) {
        if (this == FLOAT32) {
            return Optional.empty();
        }
        if (!hasFeature.test(AMX) && !hasFeature.test(VECTORS)) {
            return Optional.of(
                    "this processor has neither AMX nor AVX512_BF16, and would only emulate"
                            + " bf16. Use --precision float32, or machines that have one of them");
        }
        return Bfloat16Settings.obstacle(environment);
    }

    /** Returns the id of a model in this format. */
    public String modelId(String id) {
        return this == FLOAT32 ? id : id + "@" + this;
    }

    /** Returns the manifest of a model in this format. */
    public ModelManifest named(ModelManifest manifest) {
        return ModelManifest.newBuilder(manifest)
                .setModelId(modelId(manifest.getModelId()))
                .build();
    }

    /** Returns a model in this format. */
    public ModelDirectory named(ModelDirectory model) {
        return new ModelDirectory(model.path(), named(model.manifest()));
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
