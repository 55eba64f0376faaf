package dev.midstream.schemas.wire;

import dev.midstream.ImageEncoding;
import dev.midstream.TestImage;
import java.nio.ByteBuffer;
import java.time.Instant;

/** Records that the tests encode. */
final class Records {
    private Records() {}

    static TestImage image() {
        return TestImage.newBuilder()
                .setRunId("run-1")
                .setImageId("test-00042")
                .setDataset("cifar10")
                .setHeight(2)
                .setWidth(2)
                .setChannels(3)
                .setEncoding(ImageEncoding.RAW_UINT8)
                .setPixels(ByteBuffer.wrap(new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12}))
                .setLabel(3)
                .setCorruption("snow")
                .setSeverity(5)
                .setPublishedAt(Instant.parse("2026-01-02T03:04:05.678901Z"))
                .build();
    }
}
