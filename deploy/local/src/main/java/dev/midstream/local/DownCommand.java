package dev.midstream.local;

import java.io.IOException;
import java.nio.channels.FileLock;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Stops what runs. */
@Command(
        name = "down",
        description = {
            "Stops the cluster. Its records, checkpoints and savepoints stay.",
            "Jobs end with it; deploy/local/flink stop takes a savepoint first."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class DownCommand implements Callable<Integer> {
    @Spec private CommandSpec spec = CommandSpec.create();

    @Mixin private ClusterOptions cluster = new ClusterOptions();

    @Option(names = "--purge", description = "Delete its data too.")
    private boolean purge;

    DownCommand() {}

    @Override
    public Integer call() throws LocalException, InterruptedException, IOException {
        DataDirectory data = cluster.data();
        ServiceProcess processes = new ServiceProcess(data);
        if (!data.exists()) {
            say("Nothing was started in %s.".formatted(data.root()));
            return ExitCode.OK;
        }
        try (FileLock lock = data.lock()) {
            List<String> started = processes.started();
            int stopped = new Shutdown(processes).stop(started);
            say(stopped == 0 ? "Nothing runs." : "Stopped %d processes.".formatted(stopped));
            if (purge) {
                data.purge();
                say("Deleted %s.".formatted(data.root()));
            }
            return lock.isValid() ? ExitCode.OK : ExitCode.SOFTWARE;
        }
    }

    private void say(String line) {
        spec.commandLine().getOut().println(line);
        spec.commandLine().getOut().flush();
    }
}
