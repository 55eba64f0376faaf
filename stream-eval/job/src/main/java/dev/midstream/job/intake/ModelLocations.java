package dev.midstream.job.intake;

import java.io.Serializable;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where announced models may lie. Whoever can write to the topic of announcements could otherwise
 * have the job run any model of any place that it can read.
 *
 * @param prefixes directories, as paths or URIs; a model lies in one of them or below
 */
public record ModelLocations(List<String> prefixes) implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final Pattern URI_TEXT = Pattern.compile("[a-zA-Z][a-zA-Z0-9+.-]+:/.*");
    private static final Pattern UPWARDS = Pattern.compile("(^|/)\\.\\.(/|$)");

    /**
     * Normalises the prefixes.
     *
     * @throws IllegalArgumentException if one is neither a path nor a URI
     */
    public ModelLocations {
        prefixes = prefixes.stream().map(ModelLocations::requireNormal).toList();
    }

    /** Returns whether a location is a URI, and not a plain path. */
    public static boolean isUri(String location) {
        return URI_TEXT.matcher(location).matches();
    }

    /** The directories that hold some models. */
    public static ModelLocations besides(List<String> models) {
        return new ModelLocations(models.stream().map(model -> model + "/..").distinct().toList());
    }

    /** Returns whether a model may be loaded from a location. */
    public boolean contain(String location) {
        // What is checked must be what is opened: a path follows links before it goes up.
        if (UPWARDS.matcher(location).find()) {
            return false;
        }
        Optional<String> normal = normal(location);
        return normal.isPresent()
                && prefixes.stream()
                        .anyMatch(
                                prefix ->
                                        normal.get().equals(prefix)
                                                || normal.get()
                                                        .startsWith(
                                                                prefix.endsWith("/")
                                                                        ? prefix
                                                                        : prefix + "/"));
    }

    /** Says that a location is not among those where models may lie. */
    public String refusal(String location) {
        return "The model %s does not lie where this job takes announced models from (%s). Start the job with --model-location."
                .formatted(location, this);
    }

    private static String requireNormal(String prefix) {
        return normal(prefix)
                .orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        "Invalid model location: %s. Give a path or a URI."
                                                .formatted(prefix)));
    }

    /** Without dots; files as plain paths, however they are named. Empty if it is no location. */
    private static Optional<String> normal(String location) {
        try {
            if (!isUri(location)) {
                return Optional.of(Path.of(location).toAbsolutePath().normalize().toString());
            }
            URI uri = new URI(location.replace(" ", "%20")).normalize();
            // Flink takes queries and fragments for parts of the path.
            if (uri.getPath() == null
                    || uri.getRawQuery() != null
                    || uri.getRawFragment() != null
                    || (uri.getPath() + "/").contains("/../")) {
                return Optional.empty();
            }
            if ("file".equalsIgnoreCase(uri.getScheme())) {
                return Optional.of(Path.of(uri.getPath()).normalize().toString());
            }
            String text = uri.toString();
            return Optional.of(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
        } catch (URISyntaxException | InvalidPathException e) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return String.join(", ", prefixes);
    }
}
