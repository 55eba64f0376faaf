package dev.midstream.dashboard.web;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** A secret that readers show: as a bearer token, or as the password of any user. */
public final class Token {
    private static final int MIN_LENGTH = 16;
    private static final String BEARER = "Bearer ";
    private static final String BASIC = "Basic ";

    private final byte[] secret;

    private Token(byte[] secret) {
        this.secret = secret;
    }

    /**
     * The token in a file, without the white space around it.
     *
     * @throws IllegalArgumentException if the file cannot be read or its token is too short
     */
    public static Token read(Path file) {
        String text;
        try {
            text = Files.readString(file).strip();
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "Cannot read --token-file %s: name a text file that holds the token."
                            .formatted(file),
                    e);
        }
        if (text.length() < MIN_LENGTH) {
            throw new IllegalArgumentException(
                    "Cannot use --token-file %s: its token has %d characters, use at least %d."
                            .formatted(file, text.length(), MIN_LENGTH));
        }
        return new Token(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Whether the header {@code Authorization} of a request shows this token. */
    boolean isShownBy(@Nullable String authorization) {
        if (authorization == null) {
            return false;
        }
        if (authorization.startsWith(BEARER)) {
            return isSecret(
                    authorization.substring(BEARER.length()).getBytes(StandardCharsets.UTF_8));
        }
        return authorization.startsWith(BASIC)
                && isSecret(password(authorization.substring(BASIC.length())));
    }

    private static byte[] password(String credentials) {
        try {
            byte[] decoded = Base64.getDecoder().decode(credentials);
            for (int i = 0; i < decoded.length; i++) {
                if (decoded[i] == ':') {
                    return Arrays.copyOfRange(decoded, i + 1, decoded.length);
                }
            }
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
        return new byte[0];
    }

    // In a time that does not depend on where the two differ.
    private boolean isSecret(byte[] shown) {
        return MessageDigest.isEqual(secret, shown);
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "Token";
    }
}
