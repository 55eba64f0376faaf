package dev.midstream.images;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Hash functions: SHA-256 for seeds, and MD5, which is what publishers of data sets give. */
public final class Digests {

    private Digests() {}

    /** Starts a SHA-256. */
    public static MessageDigest sha256() {
        return digest("SHA-256");
    }

    /** The MD5 of a file, in hexadecimal. */
    public static String md5(Path file) throws IOException {
        MessageDigest digest = digest("MD5");
        try (InputStream input = new DigestInputStream(Files.newInputStream(file), digest)) {
            input.transferTo(OutputStream.nullOutputStream());
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest digest(String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has " + algorithm + ".", e);
        }
    }
}
