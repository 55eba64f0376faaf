package dev.midstream.images.decode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** A file of the test resources, and what Pillow reads from it: see pillow_images.py. */
record PillowFile(String name, String kind, JsonNode read) {

    static final Path DIRECTORY = Path.of("src/test/resources/dev/midstream/images/decode");

    /** All files, in the order of the record. */
    static List<PillowFile> all() {
        List<PillowFile> files = new ArrayList<>();
        for (JsonNode file : record().get("files")) {
            files.add(new PillowFile(file.get("name").asText(), file.get("kind").asText(), file));
        }
        return files;
    }

    static String pillowVersion() {
        return record().get("pillow").asText();
    }

    private static JsonNode record() {
        try {
            return new ObjectMapper().readTree(DIRECTORY.resolve("pillow.json").toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    byte[] content() throws IOException {
        return Files.readAllBytes(DIRECTORY.resolve(name));
    }

    boolean isRefused() {
        return read.has("refused");
    }

    /** Whether its samples are grey of 16 bits, which Pillow clips at 255. */
    boolean isWideGrey() {
        return read.has("high");
    }

    int height() {
        return read.get("height").asInt();
    }

    int width() {
        return read.get("width").asInt();
    }

    /** What Pillow converts the file to. */
    byte[] pixels(Channels channels) {
        return bytes(channels == Channels.RGB ? "rgb" : "grey");
    }

    /** What the file is read as: what Pillow converts it to, of 16-bit grey the high byte. */
    byte[] expected(Channels channels) {
        if (!isWideGrey()) {
            return pixels(channels);
        }
        byte[] high = bytes("high");
        byte[] pixels = new byte[high.length * channels.count()];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = high[i / channels.count()];
        }
        return pixels;
    }

    private byte[] bytes(String field) {
        return Base64.getDecoder().decode(read.get(field).asText());
    }

    /** The kind, which names the tests. */
    @Override
    public String toString() {
        return name + " (" + kind + ")";
    }
}
