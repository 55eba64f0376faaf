package dev.midstream.trainer.reproduce.plan;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Options of commands by name, without dashes. The value of a switch is empty, and an option whose
 * value is {@value #NONE} is not given.
 */
final class Options {
    /** The value that takes away an option that others give. */
    static final String NONE = "false";

    private Options() {}

    /** Options with others, which go before, without those that are not given. */
    static Map<String, String> merged(Map<String, String> common, Map<String, String> own) {
        Map<String, String> merged = new LinkedHashMap<>(common);
        merged.values().removeIf(NONE::equals);
        merged.putAll(own);
        merged.values().removeIf(NONE::equals);
        return Collections.unmodifiableMap(merged);
    }

    /** Options as arguments of a command. */
    static List<String> arguments(Map<String, String> options) {
        List<String> arguments = new ArrayList<>();
        options.forEach(
                (name, value) -> {
                    arguments.add("--" + name);
                    if (!value.isEmpty()) {
                        arguments.add(value);
                    }
                });
        return arguments;
    }
}
