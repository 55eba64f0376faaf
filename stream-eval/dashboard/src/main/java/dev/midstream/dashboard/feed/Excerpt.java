package dev.midstream.dashboard.feed;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * The beginning of some bytes, in readable form; the components are JSON field names.
 *
 * @param text text if the bytes are printable UTF-8, otherwise the bytes in hexadecimal; ends with
 *     an ellipsis if there are more
 * @param bytes number of all bytes
 */
public record Excerpt(String text, int bytes) {
    private static final int MAX_BYTES = 200;

    static Excerpt of(ByteBuffer buffer) {
        byte[] shown = new byte[Math.min(MAX_BYTES, buffer.remaining())];
        buffer.duplicate().get(shown);
        String end = buffer.remaining() > shown.length ? "…" : "";
        return new Excerpt(readable(shown) + end, buffer.remaining());
    }

    private static String readable(byte[] bytes) {
        return isText(bytes)
                ? new String(bytes, StandardCharsets.UTF_8)
                : HexFormat.ofDelimiter(" ").formatHex(bytes);
    }

    private static boolean isText(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .chars()
                    .noneMatch(c -> Character.isISOControl(c) && c != '\n' && c != '\t');
        } catch (CharacterCodingException e) {
            return false;
        }
    }
}
