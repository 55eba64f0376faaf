package dev.midstream.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a process with a Java virtual machine holds, as the system and {@code jcmd} tell it.
 *
 * @param pid the process
 */
record JvmProbe(Shell shell, long pid) {
    private static final double KIBIBYTES = 1024;
    private static final Pattern CLASSES = Pattern.compile("Total = \\d+\\s+(\\d+)");
    private static final Pattern LIVE = Pattern.compile("Total\\s+\\d+\\s+(\\d+)");
    private static final Pattern NATIVE = Pattern.compile("Total: .*committed=(\\d+)KB");

    /**
     * A moment.
     *
     * @param loaders class loaders; without those that the virtual machine makes for itself, one
     *     for each lambda expression and each method that is often called by reflection
     * @param heap objects that are reachable, in MiB
     * @param committed by the virtual machine, in MiB; needs {@link #TRACKING}
     * @param resident in MiB
     */
    record Sample(
            double threads,
            double loaders,
            double classes,
            double heap,
            double committed,
            double resident) {}

    /** The option with which a virtual machine accounts for its native memory. */
    static final String TRACKING = "-XX:NativeMemoryTracking=summary";

    Sample sample() throws Exception {
        // Collects first, and counts at the same moment.
        double live = number(LIVE, 1, jcmd("GC.class_histogram"));
        String loaders = jcmd("VM.classloader_stats");
        return new Sample(
                status("Threads"),
                loaders.lines().filter(JvmProbe::isLoader).count(),
                number(CLASSES, 1, loaders),
                live / KIBIBYTES / KIBIBYTES,
                number(NATIVE, 1, jcmd("VM.native_memory summary")) / KIBIBYTES,
                status("VmRSS") / KIBIBYTES);
    }

    private static boolean isLoader(String row) {
        return row.startsWith("0x") && !row.endsWith("DelegatingClassLoader");
    }

    private double status(String name) throws Exception {
        return number(
                Pattern.compile(name + ":\\s+(\\d+)"),
                1,
                Files.readString(Path.of("/proc/" + pid + "/status")));
    }

    private String jcmd(String command) throws Exception {
        return shell.succeed("jcmd " + pid + " " + command);
    }

    private static double number(Pattern pattern, int group, String text) {
        Matcher matcher = pattern.matcher(text);
        assertThat(matcher.find()).as("%s in %s", pattern, text).isTrue();
        return Double.parseDouble(matcher.group(group));
    }
}
