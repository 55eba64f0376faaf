package dev.midstream.images;

import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;

/**
 * What exceptions of files mean. The message of a {@link FileSystemException} is often no more than
 * a path, which says neither what is wrong nor what to do.
 */
public final class FileFailures {

    private FileFailures() {}

    /** The reason, without a full stop, to follow {@code Cannot read FILE: }. */
    public static String reason(Throwable failure) {
        if (failure instanceof InvalidPathException name) {
            return withoutFullStop(unknownCharacters(name.getInput()));
        }
        String reason =
                failure instanceof FileSystemException known
                        ? reason(known)
                        : failure.getMessage() == null ? failure.toString() : failure.getMessage();
        return withoutFullStop(reason.lines().findFirst().orElse(failure.toString()).strip());
    }

    private static String withoutFullStop(String line) {
        return line.endsWith(".") ? line.substring(0, line.length() - 1) : line;
    }

    /**
     * What to do about a name that the locale's character set lacks, as a sentence. Java takes the
     * names of files in the character set of the locale that it was started in.
     */
    public static String unknownCharacters(String name) {
        return "The name %s has characters that are not in this locale's character set (%s). Run the command with LC_ALL=C.UTF-8."
                .formatted(
                        name.replace('\ufffd', '?'),
                        System.getProperty("sun.jnu.encoding", "unknown"));
    }

    private static boolean isDanglingLink(FileSystemException failure) {
        return failure.getFile() != null
                && Files.isSymbolicLink(Path.of(failure.getFile()))
                && !Files.exists(Path.of(failure.getFile()));
    }

    private static String reason(FileSystemException failure) {
        if (failure instanceof NoSuchFileException) {
            return "it does not exist";
        }
        if (failure instanceof AccessDeniedException) {
            return "access is denied. Check its permissions";
        }
        if (failure instanceof FileAlreadyExistsException) {
            return isDanglingLink(failure)
                    ? "it is a link to something that does not exist"
                    : "it already exists";
        }
        if (failure instanceof DirectoryNotEmptyException) {
            return "the directory is not empty";
        }
        if (failure instanceof NotDirectoryException) {
            return "it is not a directory";
        }
        if (failure instanceof FileSystemLoopException) {
            return "links in it form a loop";
        }
        String reason = failure.getReason();
        return reason == null || reason.isBlank() ? failure.getClass().getSimpleName() : reason;
    }
}
