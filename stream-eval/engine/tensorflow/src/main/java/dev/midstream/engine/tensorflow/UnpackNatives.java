package dev.midstream.engine.tensorflow;

import dev.midstream.engine.EngineStartException;
import java.io.IOException;
import java.nio.file.Path;

/**
 * A program that unpacks TensorFlow's native libraries into a directory: for images of containers,
 * which have them once instead of unpacking them whenever a process starts.
 *
 * <p>Its arguments are the directory's parent and its name; {@code TENSORFLOW_LIBRARY_PATH} then
 * names it.
 */
final class UnpackNatives {
    private static final int ARGUMENTS = 2;
    private static final int FAILURE = 1;
    private static final int USAGE = 2;

    private UnpackNatives() {}

    /** Unpacks the libraries of the class path. */
    public static void main(String[] arguments) {
        if (arguments.length != ARGUMENTS) {
            System.err.println(
                    "Usage: java -cp trainer.jar "
                            + UnpackNatives.class.getName()
                            + " PARENT NAME");
            System.exit(USAGE);
        }
        Path parent = Path.of(arguments[0]);
        try {
            NativeLibraries.unpackTo(parent, arguments[1], UnpackNatives.class.getClassLoader());
        } catch (IOException e) {
            System.err.println("Cannot unpack into " + parent + ": " + e.getMessage());
            System.exit(FAILURE);
        } catch (EngineStartException e) {
            System.err.println(e.getMessage());
            System.exit(FAILURE);
        }
    }
}
