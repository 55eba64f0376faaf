package dev.midstream.images;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FileFailuresTest {

    @Test
    void reason_messageThatIsAPath_saysWhatIsWrong() {
        Map<IOException, String> reasons =
                Map.of(
                        new NoSuchFileException("/x"), "it does not exist",
                        new AccessDeniedException("/x"), "access is denied. Check its permissions",
                        new FileAlreadyExistsException("/x"), "it already exists",
                        new DirectoryNotEmptyException("/x"), "the directory is not empty",
                        new NotDirectoryException("/x"), "it is not a directory",
                        new FileSystemLoopException("/x"), "links in it form a loop",
                        new FileSystemException("/x", null, "Is a directory"), "Is a directory",
                        new FileSystemException("/x"), "FileSystemException");
        reasons.forEach(
                (failure, reason) -> assertThat(FileFailures.reason(failure)).isEqualTo(reason));
    }

    @Test
    void reason_otherMessage_isItsFirstLineWithoutAFullStop() {
        assertThat(FileFailures.reason(new IOException("No space left on device.\nmore")))
                .isEqualTo("No space left on device");
        assertThat(FileFailures.reason(new IOException())).isEqualTo("java.io.IOException");
    }
}
