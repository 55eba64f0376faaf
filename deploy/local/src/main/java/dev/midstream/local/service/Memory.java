package dev.midstream.local.service;

import com.sun.management.OperatingSystemMXBean;
import dev.midstream.local.cluster.LocalException;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Memory that is available to new processes.
 *
 * @param mebibytes its size in MiB
 */
public record Memory(long mebibytes) {
    private static final Pattern AVAILABLE = Pattern.compile("MemAvailable:\\s+(\\d+) kB");
    private static final long KIBI = 1024;

    /** The memory available now: the kernel's estimate, but at most the container's limit. */
    public static Memory available() throws LocalException {
        OperatingSystemMXBean system =
                ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        try {
            Matcher matcher = AVAILABLE.matcher(Files.readString(Path.of("/proc/meminfo")));
            long limit = system.getTotalMemorySize() / (KIBI * KIBI);
            return new Memory(
                    matcher.find()
                            ? Math.min(limit, Long.parseLong(matcher.group(1)) / KIBI)
                            : limit);
        } catch (IOException e) {
            throw new LocalException("Cannot read /proc/meminfo: " + e.getMessage(), e);
        }
    }
}
