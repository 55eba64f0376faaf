package dev.midstream.dashboard.feed;

import dev.midstream.DeadLetter;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * A record that the job could not use, readable; the components are JSON field names, which stay.
 *
 * @param topic it came from, as {@code partition} and {@code offset}
 * @param timestamp of the Kafka record
 * @param reason one line for a person
 * @param fault what is wrong with it, as dead letters are counted
 * @param key its beginning: as text if it is such, else its bytes in hexadecimal; null for none
 * @param keyBytes length of the key
 * @param value its beginning, in the same way
 * @param valueBytes length of the value
 */
public record DeadLetterView(
        String topic,
        int partition,
        long offset,
        Instant timestamp,
        String reason,
        String fault,
        @Nullable String key,
        int keyBytes,
        @Nullable String value,
        int valueBytes) {
    private static final int SHOWN_BYTES = 200;
    private static final int MAX_TEXT_LENGTH = 500;

    static DeadLetterView of(DeadLetter letter) {
        return new DeadLetterView(
                shortened(letter.getTopic()),
                letter.getPartition(),
                letter.getOffset(),
                letter.getTimestamp(),
                shortened(letter.getReason()),
                shortened(letter.getFault()),
                readable(letter.getKey()),
                length(letter.getKey()),
                readable(letter.getValue()),
                length(letter.getValue()));
    }

    private static int length(@Nullable ByteBuffer bytes) {
        return bytes == null ? 0 : bytes.remaining();
    }

    private static String shortened(String text) {
        return text.length() <= MAX_TEXT_LENGTH ? text : text.substring(0, MAX_TEXT_LENGTH) + "…";
    }

    /** Text where the bytes are printable UTF-8, else hexadecimal; an ellipsis where cut. */
    static @Nullable String readable(@Nullable ByteBuffer bytes) {
        if (bytes == null) {
            return null;
        }
        byte[] shown = new byte[Math.min(SHOWN_BYTES, bytes.remaining())];
        bytes.duplicate().get(shown);
        String end = bytes.remaining() > shown.length ? "…" : "";
        return (isText(shown) ? new String(shown, StandardCharsets.UTF_8) : hexadecimal(shown))
                + end;
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

    private static String hexadecimal(byte[] bytes) {
        return HexFormat.ofDelimiter(" ").formatHex(bytes);
    }
}
