package dev.midstream.embedded;

import java.io.IOException;
import java.util.concurrent.TimeUnit;

/** A process that ends no later than the demo. */
final class ChildProcess {
    private static final int GRACE_SECONDS = 10;

    private ChildProcess() {}

    /**
     * Runs a process to its end.
     *
     * @return its exit code
     * @throws InterruptedException if this thread is interrupted; the process is stopped then
     */
    static int run(ProcessBuilder command) throws IOException, InterruptedException {
        Process process = command.start();
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            process.destroy();
            if (!process.waitFor(GRACE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
            throw e;
        }
    }
}
