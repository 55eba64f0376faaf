package dev.midstream.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Checks manifests against the schemas that their projects publish: Kubernetes' own kinds by the
 * models of its Java client, {@code FlinkDeployment} by the operator's custom resource definition.
 * Fields that a schema does not have are errors.
 */
final class PublishedSchemas {
    private static final String DEFINITION =
            "/META-INF/fabric8/flinkdeployments.flink.apache.org-v1.yml";
    private static final String MODELS = "io.kubernetes.client.openapi.models.V1";

    private final JsonSchema flinkDeployment;
    private final String newestFlink;

    /** Reads the operator's definition. */
    PublishedSchemas() throws IOException {
        try (InputStream file = PublishedSchemas.class.getResourceAsStream(DEFINITION)) {
            if (file == null) {
                throw new FileNotFoundException(DEFINITION);
            }
            JsonNode schema =
                    new YAMLMapper().readTree(file).at("/spec/versions/0/schema/openAPIV3Schema");
            ArrayNode versions =
                    (ArrayNode) schema.at("/properties/spec/properties/flinkVersion/enum");
            newestFlink = versions.get(versions.size() - 1).asText();
            close(schema);
            // What every resource has, and a definition does not repeat.
            for (String common : List.of("apiVersion", "kind", "metadata")) {
                ((ObjectNode) schema.get("properties")).putObject(common);
            }
            flinkDeployment =
                    JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V4).getSchema(schema);
        }
    }

    /** Objects have no fields but those that are listed. */
    private static void close(JsonNode schema) {
        if (schema.has("properties")
                && !schema.path("x-kubernetes-preserve-unknown-fields").asBoolean()) {
            ((ObjectNode) schema).put("additionalProperties", false);
        }
        schema.forEach(PublishedSchemas::close);
    }

    /**
     * What is wrong with a resource, or nothing. The published definition may know fewer versions
     * of Flink than the operator that it is for: a newer one counts as its newest.
     */
    String errors(JsonNode resource) {
        if (!resource.path("kind").asText().equals("FlinkDeployment")) {
            return errorsOfModel(resource);
        }
        ObjectNode copy = resource.deepCopy();
        ObjectNode spec = (ObjectNode) copy.path("spec");
        if (spec.path("flinkVersion").asText().matches("v[2-9]_[0-9]+")) {
            spec.put("flinkVersion", newestFlink);
        }
        return flinkDeployment.validate(copy).stream()
                .map(ValidationMessage::getMessage)
                .sorted()
                .collect(Collectors.joining("; "));
    }

    private static String errorsOfModel(JsonNode resource) {
        try {
            Class.forName(MODELS + resource.path("kind").asText())
                    .getMethod("validateJsonElement", JsonElement.class)
                    .invoke(null, JsonParser.parseString(resource.toString()));
            return "";
        } catch (InvocationTargetException e) {
            return String.valueOf(e.getCause().getMessage());
        } catch (ReflectiveOperationException e) {
            return "Unknown kind " + resource.path("kind");
        }
    }
}
