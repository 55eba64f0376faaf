package dev.midstream.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.fabric8.zjsonpatch.JsonPatch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The manifests of deploy/kubernetes, put together as kustomize does it. */
final class Manifests {
    private static final YAMLMapper YAML = new YAMLMapper();

    private Manifests() {}

    /** All documents of a directory with a kustomization.yaml, with its patches applied. */
    static List<JsonNode> of(Path directory) throws IOException {
        JsonNode kustomization = documents(directory.resolve("kustomization.yaml")).get(0);
        List<JsonNode> resources = new ArrayList<>();
        for (JsonNode resource : kustomization.path("resources")) {
            Path path = directory.resolve(resource.asText()).normalize();
            resources.addAll(Files.isDirectory(path) ? of(path) : documents(path));
        }
        for (JsonNode patch : kustomization.path("patches")) {
            apply(patch, directory, resources);
        }
        return resources;
    }

    private static void apply(JsonNode patch, Path directory, List<JsonNode> resources)
            throws IOException {
        JsonNode operations =
                YAML.readTree(directory.resolve(patch.path("path").asText()).toFile());
        JsonNode target = patch.path("target");
        boolean found = false;
        for (int i = 0; i < resources.size(); i++) {
            JsonNode resource = resources.get(i);
            if (resource.path("kind").equals(target.path("kind"))
                    && resource.at("/metadata/name").equals(target.path("name"))) {
                resources.set(i, JsonPatch.apply(operations, resource));
                found = true;
            }
        }
        if (!found) {
            throw new IOException("Cannot apply a patch: there is no " + target);
        }
    }

    /** The documents of a YAML file. */
    static List<JsonNode> documents(Path file) throws IOException {
        try (MappingIterator<JsonNode> documents =
                YAML.readerFor(JsonNode.class).readValues(Files.readString(file))) {
            return documents.readAll();
        }
    }
}
