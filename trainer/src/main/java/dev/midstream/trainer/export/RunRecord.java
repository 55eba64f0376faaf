package dev.midstream.trainer.export;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a manifest records about the run that trained a model.
 *
 * @param options the options of the run, by name
 * @param versions of the software that ran, by name
 */
public record RunRecord(Map<String, String> options, Map<String, String> versions) {
    public RunRecord {
        // In order, so that equal runs write equal files.
        options = Collections.unmodifiableMap(new TreeMap<>(options));
        versions = Collections.unmodifiableMap(new TreeMap<>(versions));
    }
}
