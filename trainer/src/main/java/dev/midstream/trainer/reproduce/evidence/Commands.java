package dev.midstream.trainer.reproduce.evidence;

import dev.midstream.trainer.reproduce.plan.PlannedRun;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** Command lines, as records have them and as they are executed. */
public final class Commands {
    private Commands() {}

    /** One line that a shell takes. */
    public static String text(List<String> arguments) {
        return arguments.stream()
                .map(each -> each.matches("[A-Za-z0-9_./=,:+@%-]+") ? each : "'" + each + "'")
                .collect(Collectors.joining(" "));
    }

    /** The arguments for directories of a machine. */
    public static List<String> on(List<String> arguments, Path data, Path models) {
        return arguments.stream().map(argument -> on(argument, data, models)).toList();
    }

    private static String on(String argument, Path data, Path models) {
        if (argument.equals(PlannedRun.DATA)) {
            return data.toString();
        }
        String prefix = PlannedRun.MODELS + "/";
        return argument.startsWith(prefix)
                ? models.resolve(argument.substring(prefix.length())).toString()
                : argument;
    }
}
