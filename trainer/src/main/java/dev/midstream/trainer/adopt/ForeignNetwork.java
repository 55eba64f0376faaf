package dev.midstream.trainer.adopt;

import dev.midstream.engine.Batching;
import dev.midstream.engine.batch.NetworkFormat;
import dev.midstream.engine.batch.NetworkSignature;
import dev.midstream.schemas.model.InvalidModelException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** A network that another tool wrote. */
interface ForeignNetwork {
    /** The input and output that its file declares. */
    NetworkSignature signature();

    /** Names the network in the report: its kind and what was chosen of it. */
    String title();

    /** The name of its signature in the manifest; empty if its kind has no signatures. */
    String pointSignature();

    /**
     * Runs it.
     *
     * @param pixels {@code [images, height, width, channel]}
     * @throws InvalidModelException if it cannot be run
     */
    NoiseAnswers answer(NetworkFormat format, byte[] pixels, int images, Batching batching)
            throws InvalidModelException;

    /**
     * The settings of its engine beside the format.
     *
     * @throws InvalidModelException if it cannot be run
     */
    Map<String, String> engineOptions(NetworkFormat format, Batching batching)
            throws InvalidModelException;

    /** Versions of its engine and of what it is written in. */
    Map<String, String> versions();

    /**
     * Copies its files.
     *
     * @param target an existing, empty directory
     * @throws IOException if a file cannot be read or written
     */
    void copyTo(Path target) throws IOException;
}
