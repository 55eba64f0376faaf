package dev.midstream.local.command;

import dev.midstream.cli.ExitCodes;
import dev.midstream.local.cluster.DataDirectory;
import dev.midstream.local.cluster.LocalException;
import dev.midstream.local.service.ServiceProcesses;
import dev.midstream.local.service.Shutdown;
import java.io.IOException;
import java.nio.channels.FileLock;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Stops all services. */
@Command(
        name = "down",
        description = {
            "Stops the cluster. Its records, checkpoints and savepoints are kept.",
            "Running jobs end; to take a savepoint first, run deploy/local/flink stop."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
public final class DownCommand implements Callable<Integer> {
    @Spec private CommandSpec spec = CommandSpec.create();

    @Mixin private ClusterOptions cluster = new ClusterOptions();

    @Option(names = "--purge", description = "Delete the cluster's data too.")
    private boolean purge;

    DownCommand() {}

    @Override
    public Integer call() throws LocalException, InterruptedException, IOException {
        DataDirectory data = cluster.data();
        ServiceProcesses processes = new ServiceProcesses(data);
        if (!data.exists()) {
            say("No cluster was started in %s.".formatted(data.root()));
            return ExitCodes.SUCCESS;
        }
        try (FileLock lock = data.lock()) {
            List<String> started = processes.started();
            int stopped = new Shutdown(processes).stop(started);
            say(
                    stopped == 0
                            ? "No service was running."
                            : "Stopped %d services.".formatted(stopped));
            if (purge) {
                data.purge();
                say("Deleted %s.".formatted(data.root()));
            }
            return lock.isValid() ? ExitCodes.SUCCESS : ExitCodes.FAILURE;
        }
    }

    private void say(String line) {
        spec.commandLine().getOut().println(line);
        spec.commandLine().getOut().flush();
    }
}
