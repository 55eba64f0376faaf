package dev.midstream.publisher.corrupt;

import dev.midstream.images.Image;
import dev.midstream.schemas.Checksums;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A corruption as a tree of pictures. */
final class PictureCells implements CellFiles {

    private static final int HASH_BYTES = 32;

    private final CorruptPlan plan;
    private final Path directory;
    private final Path temporary;

    /** Hash of every picture, in the order of severities and images. */
    private final byte[][] hashes;

    private final PictureNames names;

    PictureCells(CorruptPlan plan, String corruption) throws IOException {
        this.plan = plan;
        names = PictureNames.of(plan.images(), plan.output().format().suffix());
        directory = plan.output().of(corruption);
        temporary = plan.output().directory().resolve("." + corruption + ".part");
        delete(temporary);
        for (int severity : plan.severities()) {
            for (String name : plan.images().classes()) {
                Files.createDirectories(
                        temporary
                                .resolve(Integer.toString(severity))
                                .resolve(PictureNames.directory(name)));
            }
        }
        hashes = new byte[plan.severities().size()][plan.images().size() * HASH_BYTES];
    }

    @Override
    public void write(int image, int severity, Image content) throws IOException {
        byte[] picture = plan.output().format().encode(content);
        Path file =
                temporary
                        .resolve(Integer.toString(plan.severities().get(severity)))
                        .resolve(names.file(image));
        Files.write(file, picture);
        byte[] hash = Checksums.sha256Bytes(picture);
        System.arraycopy(hash, 0, hashes[severity], image * HASH_BYTES, HASH_BYTES);
    }

    /** The hash is that of all pictures' hashes, severity by severity. */
    @Override
    public String finish() throws IOException {
        delete(directory);
        Files.move(temporary, directory);
        return Checksums.sha256(List.of(hashes));
    }

    @Override
    public void close() {}

    private static void delete(Path tree) throws IOException {
        if (!Files.exists(tree)) {
            return;
        }
        List<Path> paths;
        try (Stream<Path> walk = Files.walk(tree)) {
            paths = new ArrayList<>(walk.sorted(Comparator.reverseOrder()).toList());
        }
        for (Path path : paths) {
            Files.delete(path);
        }
    }
}
