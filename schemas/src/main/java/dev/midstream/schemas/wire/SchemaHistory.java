package dev.midstream.schemas.wire;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;

/**
 * All versions of a record's schema, oldest first, which are the resources {@code
 * history/NAME-N.avsc}.
 */
public final class SchemaHistory {
    private SchemaHistory() {}

    /**
     * The versions of the record {@code name}; the current one is the last.
     *
     * @throws IllegalArgumentException if there is no such record
     */
    public static List<Schema> of(String name) {
        List<Schema> versions = new ArrayList<>();
        try {
            for (int version = 1; ; version++) {
                String resource =
                        "/dev/midstream/schemas/history/" + name + "-" + version + ".avsc";
                try (InputStream stream = SchemaHistory.class.getResourceAsStream(resource)) {
                    if (stream == null) {
                        break;
                    }
                    versions.add(new Schema.Parser().parse(stream));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the schemas of " + name + ".", e);
        }
        if (versions.isEmpty()) {
            throw new IllegalArgumentException("Unknown record: " + name);
        }
        return List.copyOf(versions);
    }
}
