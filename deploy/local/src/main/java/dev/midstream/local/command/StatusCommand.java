package dev.midstream.local.command;

import dev.midstream.cli.ExitCodes;
import dev.midstream.cli.terminal.TextTable;
import dev.midstream.local.cluster.DataDirectory;
import dev.midstream.local.cluster.LocalException;
import dev.midstream.local.service.Service;
import dev.midstream.local.service.ServiceCatalog;
import dev.midstream.local.service.ServiceProcesses;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Shows the state of every service. */
@Command(
        name = "status",
        description = "Shows the processes of the cluster and whether each is ready.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = ExitCodes.HEADING,
        exitCodeList = {
            "0:all services are ready",
            "1:at least one service is not ready",
            ExitCodes.USAGE_LINE
        },
        sortOptions = false)
public final class StatusCommand implements Callable<Integer> {
    private static final List<String> HEADER = List.of("", "state", "process", "address");

    @Spec private CommandSpec spec = CommandSpec.create();

    @Mixin private ClusterOptions cluster = new ClusterOptions();

    StatusCommand() {}

    @Override
    public Integer call() throws LocalException, InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        DataDirectory data = cluster.data();
        if (!data.exists()) {
            out.printf("No cluster was started in %s.%n", data.root());
            return ExitCodes.FAILURE;
        }
        ServiceProcesses processes = new ServiceProcesses(data);
        boolean allReady = true;
        List<List<String>> rows = new ArrayList<>(List.of(HEADER));
        for (Service service : services(data)) {
            Optional<ProcessHandle> process = processes.running(service.name());
            boolean ready = process.isPresent() && service.isReady();
            allReady &= ready;
            rows.add(
                    List.of(
                            service.title(),
                            process.isEmpty() ? "stopped" : ready ? "ready" : "not ready",
                            process.map(handle -> String.valueOf(handle.pid())).orElse("-"),
                            service.address()));
        }
        out.print(TextTable.of(HEADER.size(), rows));
        out.printf("Data and logs: %s%n", data.root());
        out.flush();
        return allReady ? ExitCodes.SUCCESS : ExitCodes.FAILURE;
    }

    private List<Service> services(DataDirectory data) throws LocalException {
        return new ServiceCatalog(cluster.installation(), data, cluster.settings(data)).services();
    }
}
