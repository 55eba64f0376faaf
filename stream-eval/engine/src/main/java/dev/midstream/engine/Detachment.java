package dev.midstream.engine;

import java.security.AccessController;
import java.security.PrivilegedAction;

/**
 * Runs actions so that threads that they start keep nothing of the caller. They live as long as the
 * process, and would inherit the context class loader and the protection domains of all code on the
 * stack: in either way the class loader of the caller.
 *
 * @param libraries the class loader of what engines use, which threads of theirs may keep
 */
record Detachment(ClassLoader libraries) {
    @SuppressWarnings("removal") // Until JDK 24, this is what ends the inheritance.
    <T> T run(PrivilegedAction<T> action) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        // DJL, too, finds its engines through the context class loader.
        thread.setContextClassLoader(libraries);
        try {
            return AccessController.doPrivileged(action);
        } finally {
            thread.setContextClassLoader(before);
        }
    }
}
