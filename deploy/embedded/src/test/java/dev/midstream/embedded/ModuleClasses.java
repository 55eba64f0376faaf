package dev.midstream.embedded;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The compiled classes of every module, on this module's class path or not. */
final class ModuleClasses {
    private static final List<String> MODULES =
            List.of(
                    "schemas",
                    "trainer",
                    "stream-eval/metrics",
                    "stream-eval/images",
                    "stream-eval/engine",
                    "stream-eval/engine/tensorflow",
                    "stream-eval/engine/onnx",
                    "stream-eval/evaluation",
                    "stream-eval/cli",
                    "stream-eval/offline",
                    "stream-eval/publisher",
                    "stream-eval/job",
                    "stream-eval/dashboard",
                    "stream-eval/broker",
                    "deploy/embedded");

    private ModuleClasses() {}

    static List<Path> paths() {
        Path root = Path.of(System.getProperty("midstream.root"));
        List<Path> paths = new ArrayList<>();
        for (String module : MODULES) {
            Path classes = root.resolve(module).resolve("target/classes");
            if (!Files.isDirectory(classes)) {
                throw new IllegalStateException("Cannot check " + module + ": it is not built.");
            }
            paths.add(classes);
        }
        return paths;
    }
}
