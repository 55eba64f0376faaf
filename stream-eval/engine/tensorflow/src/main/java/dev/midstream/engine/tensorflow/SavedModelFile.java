package dev.midstream.engine.tensorflow;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.UnsafeByteOperations;
import dev.midstream.schemas.model.ModelDirectory;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import org.tensorflow.proto.SavedModel;

/** The file of a SavedModel that has its graphs. */
final class SavedModelFile {
    /** The form of large models in several files, which is read in its place where it exists. */
    private static final String CHUNKED = "saved_model.cpb";

    private SavedModelFile() {}

    /**
     * Reads the graphs. Weights stay in the file, which is mapped.
     *
     * @throws InvalidSavedModelException if the directory has none that can be read
     */
    static SavedModel read(Path directory) throws InvalidSavedModelException {
        if (Files.exists(directory.resolve(CHUNKED))) {
            throw new InvalidSavedModelException(
                    directory, CHUNKED + " is not read here. Export the model as one file");
        }
        Path single = directory.resolve(ModelDirectory.SAVED_MODEL);
        if (!Files.isRegularFile(single)) {
            throw new InvalidSavedModelException(
                    directory, "it has no " + ModelDirectory.SAVED_MODEL);
        }
        try (FileChannel file = FileChannel.open(single)) {
            CodedInputStream content =
                    UnsafeByteOperations.unsafeWrap(
                                    file.map(FileChannel.MapMode.READ_ONLY, 0, file.size()))
                            .newCodedInput();
            content.enableAliasing(true);
            return SavedModel.parseFrom(content);
        } catch (IOException e) {
            throw new InvalidSavedModelException(directory, e);
        }
    }
}
