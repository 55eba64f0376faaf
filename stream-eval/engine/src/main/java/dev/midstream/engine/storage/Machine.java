package dev.midstream.engine.storage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What of this machine and its settings decides how numbers are rounded. */
public final class Machine {
    private static final Path PROCESSOR = Path.of("/proc/cpuinfo");
    private static final List<String> SETTINGS = List.of("ONEDNN_", "DNNL_", "TF_", "OMP_", "ORT_");

    private Machine() {}

    /** Returns the processor's kind and features, and the environment variables of engines. */
    public static String description() {
        return System.getProperty("os.arch", "")
                + "\n"
                + processor()
                + "\n"
                + settings(System.getenv());
    }

    /** Returns whether Linux lists a feature of the processor, such as {@code amx_bf16}. */
    public static boolean hasFeature(String flag) {
        return hasFeature(processor(), flag);
    }

    /** Returns whether Linux names this maker of the processor, such as {@code AuthenticAMD}. */
    public static boolean isMadeBy(String maker) {
        return isMadeBy(lines("vendor_id"), maker);
    }

    static boolean hasFeature(String description, String flag) {
        return has(description, "flags", flag);
    }

    static boolean isMadeBy(String description, String maker) {
        return has(description, "vendor_id", maker);
    }

    private static boolean has(String description, String field, String value) {
        return description
                .lines()
                .filter(line -> line.startsWith(field))
                .anyMatch(line -> List.of(line.split("\\s+")).contains(value));
    }

    static String settings(Map<String, String> environment) {
        Map<String, String> relevant = new TreeMap<>(environment);
        relevant.keySet().removeIf(name -> SETTINGS.stream().noneMatch(name::startsWith));
        return relevant.toString();
    }

    /** What is the same in each process. */
    private static String processor() {
        return lines("model name", "flags");
    }

    /** The lines of these fields; all cores are taken to be of one kind. */
    private static String lines(String... fields) {
        try {
            return Files.readString(PROCESSOR)
                    .lines()
                    .filter(line -> Stream.of(fields).anyMatch(line::startsWith))
                    .distinct()
                    .collect(Collectors.joining("\n"));
        } catch (IOException e) {
            return "unknown";
        }
    }
}
