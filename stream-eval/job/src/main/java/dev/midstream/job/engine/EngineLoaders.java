package dev.midstream.job.engine;

import dev.midstream.job.engine.NestedJars.Part;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The class loaders of the engines.
 *
 * <p>TensorFlow's native libraries can be loaded by only one class loader of a process, and its
 * threads live as long as the process. If the job's own class loader loaded them, every submission
 * would leak that loader, until the TaskManager runs out of metaspace. Therefore all jobs of a
 * process share a class loader of the engines' libraries, which outlives jobs. Its parent is the
 * system class loader. It is kept in the system properties, the one place that all jobs of a
 * process see, and is named by what it holds. The class loader of the first job leaks, and no
 * other: a URLClassLoader keeps the protection domains of the code that created it.
 *
 * <p>Midstream's own classes are loaded anew with each job, so that a job runs the code of its jar.
 * They are the engines', and those of the job's jar that engines use.
 *
 * @param classes sees all classes of the engines
 * @param libraries sees those that outlive the job
 */
public record EngineLoaders(ClassLoader classes, ClassLoader libraries) {
    private static final String SERVICES = "META-INF/services/dev.midstream.engine.ScoringEngine";
    private static final String SLOT = "dev.midstream.engine.classloader";
    private static final String NAME = "midstream-engines-";
    // Interned strings are the same object for all jobs of a process.
    private static final Object PROCESS_LOCK = (SLOT + ".lock").intern();

    private static @Nullable EngineLoaders ofJob;

    /**
     * Returns the loaders of this job.
     *
     * @throws IllegalStateException if this process has loaded other libraries
     */
    public static EngineLoaders ofJob() throws IOException {
        synchronized (EngineLoaders.class) {
            if (ofJob == null) {
                ofJob = create();
            }
            return ofJob;
        }
    }

    private static EngineLoaders create() throws IOException {
        ClassLoader system = ClassLoader.getSystemClassLoader();
        if (system.getResource(SERVICES) != null) {
            // There are engines in the cluster's lib directory.
            return new EngineLoaders(system, system);
        }
        ClassLoader libraries = libraries(NestedJars.ofJob(Part.LIBRARIES), system);
        List<Path> own = new ArrayList<>(NestedJars.ofJob(Part.OWN).unpack());
        Path job = NestedJars.location();
        if (Files.isRegularFile(job)) {
            own.add(job);
        }
        return new EngineLoaders(new EngineClasses(own, libraries), libraries);
    }

    /** Returns the class loader of libraries of this process, which is made if there is none. */
    static ClassLoader libraries(NestedJars jars, ClassLoader parent) throws IOException {
        synchronized (PROCESS_LOCK) {
            String name = NAME + jars.contentHash();
            if (System.getProperties().get(SLOT) instanceof ClassLoader loaded) {
                if (name.equals(loaded.getName())) {
                    return loaded;
                }
                throw new IllegalStateException(
                        "Cannot open a scoring engine: this TaskManager has loaded the engines' libraries of another stream-eval.jar (%s, not %s), and a process can load them once only. Restart the TaskManagers."
                                .formatted(loaded.getName(), name));
            }
            URLClassLoader loader = new URLClassLoader(name, urls(jars.unpack()), parent);
            System.getProperties().put(SLOT, loader);
            return loader;
        }
    }

    static URL[] urls(List<Path> jars) throws MalformedURLException {
        List<URL> urls = new ArrayList<>();
        for (Path jar : jars) {
            urls.add(jar.toUri().toURL());
        }
        return urls.toArray(new URL[0]);
    }
}
