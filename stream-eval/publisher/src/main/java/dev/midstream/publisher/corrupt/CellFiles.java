package dev.midstream.publisher.corrupt;

import dev.midstream.images.Image;
import java.io.IOException;

/** The files of a corruption while they are written, under a temporary name. */
interface CellFiles extends AutoCloseable {

    /**
     * Writes an image. Safe for use by several threads, each with images of its own.
     *
     * @param severity position in the plan's list of severities
     */
    void write(int image, int severity, Image content) throws IOException;

    /** Gives complete files their name and returns their SHA-256, in hexadecimal. */
    String finish() throws IOException;

    /** Closes what is open; unfinished files are left to be written anew. */
    @Override
    void close() throws IOException;
}
