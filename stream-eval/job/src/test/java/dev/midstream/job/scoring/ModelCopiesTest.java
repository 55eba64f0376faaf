package dev.midstream.job.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.midstream.job.fixture.TestModel;
import dev.midstream.schemas.model.ModelDirectory;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ModelCopiesTest {
    @TempDir private Path directory;

    @Test
    void publish_anotherProcessWasFaster_usesItsCopy() throws Exception {
        ModelDirectory first = TestModel.in(directory.resolve("first"));
        ModelDirectory second = TestModel.in(directory.resolve("second"));
        Path target = directory.resolve("model");

        assertThat(ModelCopies.publish(first, target).path()).isEqualTo(target);
        assertThat(ModelCopies.publish(second, target).path()).isEqualTo(target);

        assertThat(ModelDirectory.open(target).manifest()).isEqualTo(first.manifest());
    }

    @Test
    void publish_noPlaceForIt_fails() throws Exception {
        ModelDirectory model = TestModel.in(directory.resolve("first"));
        Path nowhere = Files.writeString(directory.resolve("file"), "").resolve("model");

        assertThatThrownBy(() -> ModelCopies.publish(model, nowhere))
                .isInstanceOf(FileSystemException.class);
    }
}
