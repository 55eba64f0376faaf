package dev.midstream.images.dataset.format;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.midstream.images.dataset.DatasetException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.file.Path;
import java.util.List;

/**
 * Small text files in UTF-8 as people write them: with a byte-order mark or without, with any line
 * ends.
 */
public final class TextFile {

    private static final String BYTE_ORDER_MARK = "\ufeff";

    private TextFile() {}

    /**
     * Returns the lines that are not blank, stripped.
     *
     * @throws DatasetException if the file cannot be read or is not UTF-8; the message names the
     *     file, the line and the byte
     */
    public static List<String> lines(Path file) throws DatasetException {
        return decoded(file, BinaryFile.read(file))
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .toList();
    }

    private static String decoded(Path file, byte[] content) throws DatasetException {
        ByteBuffer bytes = ByteBuffer.wrap(content);
        CharBuffer text = CharBuffer.allocate(content.length);
        CoderResult result =
                UTF_8.newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .decode(bytes, text, true);
        String decoded = text.flip().toString();
        if (result.isError()) {
            throw new DatasetException(
                    "Cannot read %s: line %d is not UTF-8 (byte %02X at offset %d). Save it as UTF-8."
                            .formatted(
                                    file,
                                    (decoded + ".").lines().count(),
                                    content[bytes.position()],
                                    bytes.position()));
        }
        return decoded.startsWith(BYTE_ORDER_MARK) ? decoded.substring(1) : decoded;
    }
}
