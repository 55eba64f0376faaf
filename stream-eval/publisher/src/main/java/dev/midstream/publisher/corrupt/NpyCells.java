package dev.midstream.publisher.corrupt;

import dev.midstream.images.Image;
import dev.midstream.images.npy.NpyWriter;
import dev.midstream.schemas.Checksums;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** A corruption in one array, severity by severity, each image written where it belongs. */
final class NpyCells implements CellFiles {

    private final Path file;
    private final Path temporary;
    private final NpyWriter writer;
    private final int images;

    NpyCells(CorruptPlan plan, String corruption) throws IOException {
        file = plan.output().of(corruption);
        temporary = plan.output().directory().resolve("." + corruption + ".part");
        images = plan.images().size();
        writer =
                NpyWriter.create(
                        temporary,
                        Math.toIntExact(plan.imagesPerCorruption()),
                        plan.images().height(),
                        plan.images().width(),
                        plan.images().channels());
    }

    @Override
    public void write(int image, int severity, Image content) throws IOException {
        writer.write((long) severity * images + image, content.pixels());
    }

    @Override
    public String finish() throws IOException {
        writer.close();
        String hash = Checksums.sha256(temporary);
        Files.move(temporary, file, StandardCopyOption.REPLACE_EXISTING);
        return hash;
    }

    @Override
    public void close() throws IOException {
        writer.close();
    }
}
