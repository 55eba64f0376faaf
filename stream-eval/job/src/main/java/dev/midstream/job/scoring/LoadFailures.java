package dev.midstream.job.scoring;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.time.Duration;
import java.util.regex.Pattern;
import org.apache.flink.core.fs.UnsupportedFileSystemSchemeException;

/** Which failures to load a model may pass, and when to try again. */
final class LoadFailures {
    private static final Duration MIN_PAUSE = Duration.ofSeconds(1);
    private static final Duration MAX_PAUSE = Duration.ofMinutes(1);
    private static final int MAX_DOUBLINGS = 6;

    /** Exceptions of contents, which are IOExceptions; by name, as an engine has its own. */
    private static final Pattern UNREADABLE =
            Pattern.compile("com\\.(google\\.protobuf|fasterxml\\.jackson)\\..*");

    private LoadFailures() {}

    /**
     * Returns whether the same may succeed later: a store or disk that fails, but not a model that
     * is missing, unreadable for this user or damaged.
     */
    static boolean isTransient(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof FileNotFoundException
                    || cause instanceof NoSuchFileException
                    || cause instanceof NotDirectoryException
                    || cause instanceof AccessDeniedException
                    || cause instanceof UnsupportedFileSystemSchemeException
                    || UNREADABLE.matcher(cause.getClass().getName()).matches()) {
                return false;
            }
            if (cause instanceof IOException) {
                return true;
            }
        }
        return false;
    }

    /** The reason in one line. */
    static String reason(Throwable failure) {
        String message = failure.getMessage();
        return message == null
                ? failure.getClass().getSimpleName()
                : message.lines().findFirst().orElse("");
    }

    /** Returns how long to wait after a number of failures. */
    static Duration pause(int failures) {
        Duration doubled = MIN_PAUSE.multipliedBy(1L << Math.min(failures - 1, MAX_DOUBLINGS));
        return doubled.compareTo(MAX_PAUSE) > 0 ? MAX_PAUSE : doubled;
    }
}
