package dev.midstream.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/** The system's Python, with PyTorch where that is installed. */
final class SystemPython {
    static final String PROGRAM = "/usr/bin/python3";

    private SystemPython() {}

    /**
     * Skips the tests without PyTorch, torchvision and onnx; with CI=true, or with
     * MIDSTREAM_TORCH=required, they fail.
     */
    static void requireTorch() throws IOException, InterruptedException {
        if (run(PROGRAM, "-c", "import torch, torchvision, onnx, PIL, numpy").isPresent()) {
            return;
        }
        String reason =
                "python3 with PyTorch not found (python3-torch, python3-torchvision, python3-onnx)";
        if ("true".equals(System.getenv("CI"))
                || "required".equals(System.getenv("MIDSTREAM_TORCH"))) {
            Assertions.fail(reason);
        }
        Assumptions.abort(reason);
    }

    /** Returns what a command says; nothing if it fails, which it then has said. */
    static Optional<String> run(String... command) throws IOException, InterruptedException {
        Process process =
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return process.waitFor() == 0 ? Optional.of(output) : Optional.empty();
    }
}
