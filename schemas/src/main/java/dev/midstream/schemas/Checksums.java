package dev.midstream.schemas;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 checksums (FIPS 180-4), in hexadecimal as manifests record them. */
public final class Checksums {

    private Checksums() {}

    /** The checksum of a file. */
    public static String sha256(Path file) throws IOException {
        try (InputStream input = Files.newInputStream(file)) {
            return copying(input, OutputStream.nullOutputStream());
        }
    }

    /** The checksum of bytes. */
    public static String sha256(byte[] content) {
        return hexadecimal(digest().digest(content));
    }

    /** The checksum of the concatenation of parts. */
    public static String sha256(Iterable<byte[]> parts) {
        MessageDigest digest = digest();
        parts.forEach(digest::update);
        return hexadecimal(digest.digest());
    }

    /** The 32 bytes of the checksum of bytes. */
    public static byte[] sha256Bytes(byte[] content) {
        return digest().digest(content);
    }

    /** Copies a stream to its end and returns the checksum of what was copied. */
    public static String copying(InputStream input, OutputStream output) throws IOException {
        MessageDigest digest = digest();
        new DigestInputStream(input, digest).transferTo(output);
        return hexadecimal(digest.digest());
    }

    private static String hexadecimal(byte[] digest) {
        return HexFormat.of().formatHex(digest);
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256.", e);
        }
    }
}
