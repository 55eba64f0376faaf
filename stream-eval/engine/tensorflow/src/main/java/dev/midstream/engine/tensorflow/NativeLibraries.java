package dev.midstream.engine.tensorflow;

import dev.midstream.engine.EngineStartException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The native libraries of TensorFlow, unpacked from the class path once per machine and version.
 *
 * <p>The name of their directory includes the version and the flavour. The directory is filled
 * under a temporary name and then renamed, so that it is complete whenever it exists, however many
 * processes start at the same time. The fixed path also prevents a process from loading two copies,
 * which would abort the JVM.
 */
final class NativeLibraries {
    static final String TENSORFLOW_VERSION = "2.16.1";

    private static final List<String> NAMES =
            List.of("libtensorflow_framework.so.2", "libtensorflow_cc.so.2", "libjnitensorflow.so");
    private static final String CPU_FOLDER = "org/tensorflow/internal/c_api/linux-x86_64/";
    private static final String CUDA_FOLDER = "native/lib/";

    private NativeLibraries() {}

    /**
     * A set of libraries on the class path.
     *
     * @param flavour what they are built for, {@code cpu} or a CUDA version
     * @param folder class path folder of the libraries
     */
    record Bundle(String flavour, String folder) {}

    /**
     * Unpacks the libraries to a subdirectory of {@code base}, unless that has been done before.
     *
     * @return the directory of the libraries
     */
    static Path unpackInto(Path base, ClassLoader classPath) throws IOException {
        Bundle bundle = find(classPath);
        Path directory = base.resolve("tensorflow-" + TENSORFLOW_VERSION + "-" + bundle.flavour());
        if (isComplete(directory, bundle, classPath)) {
            return directory;
        }
        Files.createDirectories(base);
        Path staging = Files.createTempDirectory(base, ".unpacking-");
        try {
            for (String name : NAMES) {
                try (InputStream in = open(resource(bundle, name, classPath)).getInputStream()) {
                    Files.copy(in, staging.resolve(name));
                }
            }
            publish(staging, directory, bundle, classPath);
        } finally {
            deleteTree(staging);
        }
        return directory;
    }

    private static void publish(Path staging, Path directory, Bundle bundle, ClassLoader classPath)
            throws IOException {
        if (Files.exists(directory) && !isComplete(directory, bundle, classPath)) {
            // Some files were deleted, for example by a cleaner of temporary files. Processes that
            // have the others open keep them, since open files exist until they are closed.
            Path discarded = Files.createTempDirectory(directory.getParent(), ".discarded-");
            Files.move(directory, discarded.resolve("old"), StandardCopyOption.ATOMIC_MOVE);
            deleteTree(discarded);
        }
        try {
            Files.move(staging, directory, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            if (!isComplete(directory, bundle, classPath)) {
                throw e;
            }
            // Another process was faster, and its copy is the same.
        }
    }

    private static Bundle find(ClassLoader classPath) {
        // CUDA first: it is only there if the user has added it to the default.
        for (Bundle bundle :
                List.of(new Bundle("cu121", CUDA_FOLDER), new Bundle("cpu", CPU_FOLDER))) {
            if (NAMES.stream().allMatch(n -> classPath.getResource(bundle.folder() + n) != null)) {
                return bundle;
            }
        }
        throw new EngineStartException(
                "Cannot start TensorFlow: its native libraries for "
                        + System.getProperty("os.name")
                        + " "
                        + System.getProperty("os.arch")
                        + " are not on the class path. Set TENSORFLOW_LIBRARY_PATH to a directory"
                        + " that holds "
                        + String.join(", ", NAMES)
                        + ".");
    }

    private static boolean isComplete(Path directory, Bundle bundle, ClassLoader classPath)
            throws IOException {
        for (String name : NAMES) {
            Path file = directory.resolve(name);
            if (!Files.isRegularFile(file)
                    || Files.size(file) != size(resource(bundle, name, classPath))) {
                return false;
            }
        }
        return true;
    }

    private static URL resource(Bundle bundle, String name, ClassLoader classPath)
            throws IOException {
        URL url = classPath.getResource(bundle.folder() + name);
        if (url == null) {
            throw new FileNotFoundException(bundle.folder() + name);
        }
        return url;
    }

    private static URLConnection open(URL url) throws IOException {
        URLConnection connection = url.openConnection();
        // A cached connection would keep the jar of a closed class loader open.
        connection.setUseCaches(false);
        return connection;
    }

    private static long size(URL url) throws IOException {
        URLConnection connection = open(url);
        // Only closing the stream closes the jar.
        try (InputStream in = connection.getInputStream()) {
            return connection.getContentLengthLong();
        }
    }

    private static void deleteTree(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            return;
        }
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path path : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
