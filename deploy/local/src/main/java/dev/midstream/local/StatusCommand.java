package dev.midstream.local;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Says what runs. */
@Command(
        name = "status",
        description = "Shows the processes of the cluster and whether each works.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:all of it works", "1:nothing runs, or a part does not work"},
        sortOptions = false)
final class StatusCommand implements Callable<Integer> {
    private static final String ROW = "%-20s %-10s %8s  %s%n";

    @Spec private CommandSpec spec = CommandSpec.create();

    @Mixin private ClusterOptions cluster = new ClusterOptions();

    StatusCommand() {}

    @Override
    public Integer call() throws LocalException, InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        DataDirectory data = cluster.data();
        if (!data.exists()) {
            out.printf("Nothing was started in %s.%n", data.root());
            return ExitCode.SOFTWARE;
        }
        ServiceProcess processes = new ServiceProcess(data);
        boolean all = true;
        out.printf(ROW, "", "state", "process", "address");
        for (Service service : services(data)) {
            Optional<ProcessHandle> process = processes.running(service.name());
            String state = process.isEmpty() ? "stopped" : works(service) ? "up" : "not ready";
            all &= state.equals("up");
            out.printf(
                    ROW,
                    service.title(),
                    state,
                    process.map(ProcessHandle::pid).map(String::valueOf).orElse("-"),
                    service.address());
        }
        out.printf("Data and logs: %s%n", data.root());
        out.flush();
        return all ? ExitCode.OK : ExitCode.SOFTWARE;
    }

    private List<Service> services(DataDirectory data) throws LocalException {
        try {
            LocalSettings settings = LocalSettings.read(data.settings());
            return new ServiceCatalog(cluster.installation(), data, settings).services();
        } catch (IOException e) {
            throw new LocalException("Cannot read the cluster's settings: " + e.getMessage(), e);
        }
    }

    private static boolean works(Service service) throws InterruptedException {
        try {
            // A TaskManager's id is known to the process that started it alone.
            return service.name().startsWith(ServiceCatalog.TASK_MANAGER)
                    || service.probe().works();
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            return false;
        }
    }
}
