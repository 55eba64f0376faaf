package dev.midstream.local;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Memory that new processes can have.
 *
 * @param mebibytes how much
 */
record Memory(long mebibytes) {
    private static final Pattern AVAILABLE = Pattern.compile("MemAvailable:\\s+(\\d+) kB");
    private static final long KIBI = 1024;

    /** What is available now: the kernel's estimate, within the limit of a container. */
    static Memory available() throws LocalException {
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
