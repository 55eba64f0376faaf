package dev.midstream.images.download;

import java.io.IOException;
import java.net.URI;

/** A download that failed; the message is one line that says what to do. */
public final class DownloadException extends IOException {
    private static final long serialVersionUID = 1L;

    DownloadException(URI address, String reasonAndAdvice) {
        super("Cannot download " + address + ": " + reasonAndAdvice);
    }

    DownloadException(URI address, String reasonAndAdvice, Throwable cause) {
        super("Cannot download " + address + ": " + reasonAndAdvice, cause);
    }
}
