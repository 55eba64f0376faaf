package dev.midstream.publisher;

import dev.midstream.images.corruption.Corruptor;
import dev.midstream.images.corruption.FrostTextures;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option that says where the pictures of frost come from. */
public final class FrostOptions {

    @Option(
            names = "--frost-textures",
            paramLabel = "DIR",
            description = {
                "Pictures of frost of the publication. Default: procedural ones of similar",
                "brightness and contrast, whose figures are close but not equal."
            })
    private @Nullable Path directory;

    /** For command lines. */
    public FrostOptions() {}

    /** The textures that were named; empty for procedural ones. */
    public Optional<FrostTextures> textures() throws IOException {
        return directory == null ? Optional.empty() : Optional.of(FrostTextures.open(directory));
    }

    /** A corruptor with these textures. */
    public Corruptor corruptor(long seed) throws IOException {
        return textures()
                .map(textures -> new Corruptor(seed, textures))
                .orElseGet(() -> new Corruptor(seed));
    }

    /** Names the textures in results. */
    public String title() {
        return directory == null ? "procedural" : "pictures";
    }
}
