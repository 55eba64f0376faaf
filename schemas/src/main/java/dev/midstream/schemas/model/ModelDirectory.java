package dev.midstream.schemas.model;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.midstream.FileChecksum;
import dev.midstream.ModelManifest;
import dev.midstream.ModelPoint;
import dev.midstream.schemas.Checksums;
import dev.midstream.schemas.json.RecordJson;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A model directory whose files match the checksums of its manifest.
 *
 * @param path path of the directory
 * @param manifest its manifest
 */
public record ModelDirectory(Path path, ModelManifest manifest) {
    /** The manifest's file name. */
    public static final String MANIFEST = "manifest.json";

    /** The SavedModel's file name. */
    public static final String SAVED_MODEL = "saved_model.pb";

    /** The endpoints of a subspace, in a model that the trainer exported. */
    public static final String ENDPOINTS = "endpoints.npz";

    /** The version of the directory's format that this code reads and writes. */
    public static final int FORMAT_VERSION = 1;

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final RecordJson<ModelManifest> JSON = RecordJson.of(ModelManifest.class);

    /**
     * Opens a model directory and verifies the checksum of every file.
     *
     * @throws InvalidModelException if it is not a model directory, or if a file is missing,
     *     changed or not in the manifest
     */
    public static ModelDirectory open(Path path) throws InvalidModelException {
        ModelDirectory directory = openVerified(path);
        ModelManifest manifest = directory.manifest();
        try {
            Set<String> listed = new HashSet<>();
            for (FileChecksum expected : manifest.getFiles()) {
                listed.add(expected.getPath());
                verify(path, expected);
            }
            if (listed.isEmpty()) {
                throw invalid(path, "its manifest lists no files");
            }
            for (String file : files(path)) {
                if (!listed.contains(file)) {
                    throw invalid(path, file + " is not in its manifest");
                }
            }
        } catch (FileSystemException e) {
            // Its message is no more than the path.
            throw new InvalidModelException(
                    "Cannot read model %s: %s cannot be read. Check its permissions."
                            .formatted(path, e.getFile()),
                    e);
        } catch (IOException e) {
            throw new InvalidModelException(
                    "Cannot read model %s: %s.".formatted(path, e.getMessage()), e);
        }
        return directory;
    }

    /**
     * Opens a model directory whose files this process has already verified, by reading only the
     * manifest.
     *
     * @throws InvalidModelException if the directory has no valid manifest
     */
    public static ModelDirectory openVerified(Path path) throws InvalidModelException {
        ModelManifest manifest = readManifest(path);
        if (manifest.getFormatVersion() != FORMAT_VERSION) {
            throw invalid(path, "its format version is " + manifest.getFormatVersion() + ", not 1");
        }
        checkPoints(path, manifest);
        return new ModelDirectory(path, manifest);
    }

    /**
     * Writes the manifest of a directory that has all other files. The list of files in {@code
     * manifest} is replaced by the files of the directory with their checksums.
     *
     * @throws IOException if a file cannot be read or written
     */
    public static ModelDirectory seal(Path path, ModelManifest manifest) throws IOException {
        List<FileChecksum> checksums = new ArrayList<>();
        for (String file : files(path)) {
            Path resolved = path.resolve(file);
            checksums.add(new FileChecksum(file, Files.size(resolved), Checksums.sha256(resolved)));
        }
        ModelManifest sealed = ModelManifest.newBuilder(manifest).setFiles(checksums).build();
        MAPPER.writerWithDefaultPrettyPrinter()
                .writeValue(path.resolve(MANIFEST).toFile(), JSON.write(sealed));
        return new ModelDirectory(path, sealed);
    }

    private static ModelManifest readManifest(Path path) throws InvalidModelException {
        Path file = path.resolve(MANIFEST);
        if (!Files.isRegularFile(file)) {
            throw new InvalidModelException(
                    "Cannot read model %s: it has no %s. Give a directory that the trainer exported."
                            .formatted(path, MANIFEST));
        }
        try {
            return JSON.read(MAPPER.readTree(file.toFile()));
        } catch (IOException e) {
            String reason = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
            throw new InvalidModelException(
                    "Cannot read model manifest %s: %s".formatted(file, reason), e);
        }
    }

    private static void checkPoints(Path path, ModelManifest manifest)
            throws InvalidModelException {
        if (manifest.getPoints().isEmpty() || manifest.getClasses().isEmpty()) {
            throw invalid(path, "its manifest lists no points or no classes");
        }
        if (manifest.getInputHeight() < 1
                || manifest.getInputWidth() < 1
                || manifest.getInputChannels() < 1) {
            throw invalid(path, "its input shape is not positive");
        }
        Set<String> ids = new HashSet<>();
        for (ModelPoint point : manifest.getPoints()) {
            if (!ids.add(point.getPointId())) {
                throw invalid(path, "its point " + point.getPointId() + " is listed twice");
            }
        }
    }

    private static void verify(Path path, FileChecksum expected)
            throws InvalidModelException, IOException {
        Path file = path.resolve(expected.getPath()).normalize();
        if (!file.startsWith(path.normalize()) || !Files.isRegularFile(file)) {
            throw invalid(path, expected.getPath() + " is missing");
        }
        if (Files.size(file) != expected.getBytes()) {
            throw invalid(
                    path,
                    "%s has %d bytes, not the %d of its manifest"
                            .formatted(expected.getPath(), Files.size(file), expected.getBytes()));
        }
        if (!Checksums.sha256(file).equals(expected.getSha256())) {
            throw invalid(path, expected.getPath() + " was changed (SHA-256 differs)");
        }
    }

    private static InvalidModelException invalid(Path path, String reason) {
        return new InvalidModelException(
                "Cannot use model %s: %s. Export it again.".formatted(path, reason));
    }

    /** The relative paths of all files but the manifest, with forward slashes, sorted. */
    private static List<String> files(Path path) throws IOException {
        // If the directory is a link, Files.walk would return only the link.
        Path real = path.toRealPath();
        try (Stream<Path> paths = Files.walk(real)) {
            return paths.filter(Files::isRegularFile)
                    .map(file -> real.relativize(file).toString().replace('\\', '/'))
                    .filter(file -> !file.equals(MANIFEST))
                    .sorted()
                    .toList();
        }
    }
}
