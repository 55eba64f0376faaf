package dev.midstream.job.engine;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.security.CodeSource;
import java.security.ProtectionDomain;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/**
 * Loads Midstream's classes for the engines, and the libraries that those alone use: what the
 * engines bring, and what they need of the job's jar.
 *
 * <p>Threads of the engines' libraries remember the protection domains of the code that started
 * them, for as long as the process lives. Those of these classes name no class loader, so that the
 * loader can go with its job.
 */
final class EngineClasses extends URLClassLoader {
    private final List<JarFile> jars = new ArrayList<>();
    private final ProtectionDomain domain;

    /**
     * @param files jars in the order in which classes are looked for; the first is an engine's
     * @param libraries is asked before them
     */
    EngineClasses(List<Path> files, ClassLoader libraries) throws IOException {
        super("midstream-engine-classes", EngineLoaders.urls(files), libraries);
        for (Path file : files) {
            jars.add(new JarFile(file.toFile()));
        }
        URL first = files.get(0).toUri().toURL();
        domain = new ProtectionDomain(new CodeSource(first, (Certificate[]) null), null);
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        String file = name.replace('.', '/') + ".class";
        for (JarFile jar : jars) {
            JarEntry entry = jar.getJarEntry(file);
            if (entry != null) {
                byte[] code;
                try (InputStream content = jar.getInputStream(entry)) {
                    code = content.readAllBytes();
                } catch (IOException e) {
                    throw new ClassNotFoundException(name, e);
                }
                return defineClass(name, code, 0, code.length, domain);
            }
        }
        throw new ClassNotFoundException(name);
    }

    @Override
    public void close() throws IOException {
        for (JarFile jar : jars) {
            jar.close();
        }
        super.close();
    }
}
