package dev.midstream.images.decode;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/**
 * Pillow itself reads and resizes as the records say. Needs python3 with Pillow and NumPy: without
 * them the test is skipped, in CI it fails.
 */
class PillowScriptTest {

    /** The system's Python comes first: another may lack the system's packages. */
    private static final List<String> PYTHONS = List.of("/usr/bin/python3", "python3");

    @Test
    void check_recordedFiles_equalsPillow() throws Exception {
        assertThat(check("pillow_images.py", PillowFile.DIRECTORY))
                .contains(PillowFile.all().size() + " files compared, 0 differ");
    }

    @Test
    void check_recordedResizing_equalsPillow() throws Exception {
        Path file = Path.of("src/test/resources/dev/midstream/images/dataset/resizing.json");
        assertThat(check("pillow_resizing.py", file)).contains(" images compared, 0 differ");
    }

    private static String check(String script, Path recorded) throws Exception {
        Process process =
                new ProcessBuilder(
                                python(),
                                "-B",
                                "src/test/python/" + script,
                                "check",
                                recorded.toString())
                        .redirectErrorStream(true)
                        .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }

    private static String python() throws Exception {
        for (String python : PYTHONS) {
            if (succeeds(python, "-c", "import PIL, numpy")) {
                return python;
            }
        }
        String reason = "python3 with Pillow and NumPy not found (python3-pil, python3-numpy)";
        if ("true".equals(System.getenv("CI"))) {
            Assertions.fail(reason);
        }
        System.out.println("SKIPPED: " + reason);
        return Assumptions.abort(reason);
    }

    private static boolean succeeds(String... command) throws InterruptedException {
        try {
            return new ProcessBuilder(command).redirectErrorStream(true).start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        }
    }
}
