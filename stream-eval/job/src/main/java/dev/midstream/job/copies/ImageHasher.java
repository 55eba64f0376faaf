package dev.midstream.job.copies;

import dev.midstream.job.intake.ImageContext;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Computes identities of images by SHA-256. Not thread-safe. */
final class ImageHasher {
    private final MessageDigest digest;

    ImageHasher() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256.", e);
        }
    }

    ImageIdentity identify(ImageContext context) {
        // With their lengths, no two images have the same bytes.
        update(context.runId());
        update(context.dataset());
        update(context.imageId());
        update(context.corruption());
        digest.update((byte) context.severity());
        ByteBuffer hash = ByteBuffer.wrap(digest.digest());
        return new ImageIdentity(hash.getInt(), hash.getLong());
    }

    private void update(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        digest.update((byte) (bytes.length >>> 8));
        digest.update((byte) bytes.length);
        digest.update(bytes);
    }
}
