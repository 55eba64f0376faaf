package dev.midstream.engine.batch;

import dev.midstream.engine.Batching;
import dev.midstream.engine.storage.Machine;
import dev.midstream.schemas.Checksums;
import dev.midstream.schemas.model.ModelDirectory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * Tells opened networks apart: equal keys give the same bits on the same machine.
 *
 * @param place of the model
 * @param content a checksum of the model, of what is run of it and how, and of the machine
 */
public record NetworkKey(Path place, String content) {
    /** To be raised whenever {@link BatchPositions} asks in another way. */
    private static final int VERSION = 1;

    /**
     * Returns the key of a network.
     *
     * @param engine with its version and settings
     * @param part of the model that is run
     */
    public static NetworkKey of(
            ModelDirectory model, String engine, String part, Batching batching) {
        String content =
                String.join(
                        "\n",
                        Integer.toString(VERSION),
                        engine,
                        part,
                        batching.toString(),
                        Machine.description(),
                        model.manifest().toString());
        return new NetworkKey(
                model.path().toAbsolutePath().normalize(),
                Checksums.sha256(content.getBytes(StandardCharsets.UTF_8)));
    }
}
