package dev.midstream.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ManifestsTest {
    private static final Path ROOT = Path.of(System.getProperty("midstream.root"));
    private static final Path MANIFESTS = ROOT.resolve("deploy/kubernetes");

    /** The command of each image, and the page that lists its options. */
    private static final Map<String, String> PAGES =
            Map.of(
                    "midstream/job", "stream-eval.md",
                    "midstream/trainer", "trainer.md",
                    "midstream/trainer-cuda", "trainer.md",
                    "midstream/publisher", "publisher.md",
                    "midstream/dashboard", "dashboard.md");

    @ParameterizedTest
    @ValueSource(strings = {"base", "overlays/cpu", "overlays/gpu"})
    void manifests_allKinds_keepToThePublishedSchemas(String directory) throws Exception {
        PublishedSchemas schemas = new PublishedSchemas();
        List<JsonNode> resources = Manifests.of(MANIFESTS.resolve(directory));
        assertThat(kinds(resources))
                .contains(
                        "FlinkDeployment",
                        "Job",
                        "Deployment",
                        "NetworkPolicy",
                        "Secret",
                        "Service");
        for (JsonNode resource : resources) {
            assertThat(schemas.errors(resource)).as("%s", resource.at("/metadata/name")).isEmpty();
        }
    }

    @Test
    void schemas_aMisspelledField_isFound() throws Exception {
        PublishedSchemas schemas = new PublishedSchemas();
        for (JsonNode resource : Manifests.of(MANIFESTS.resolve("base"))) {
            if (!(resource.path("spec") instanceof ObjectNode spec)) {
                continue;
            }
            spec.put("replicaz", 1);
            assertThat(schemas.errors(resource))
                    .as("%s", resource.path("kind"))
                    .contains("replicaz");
        }
    }

    @Test
    void schemas_anUnknownUpgradeMode_isFound() throws Exception {
        JsonNode deployment = only("FlinkDeployment", Manifests.of(MANIFESTS.resolve("base")));
        ((ObjectNode) deployment.at("/spec/job")).put("upgradeMode", "hope");
        assertThat(new PublishedSchemas().errors(deployment)).contains("upgradeMode");
    }

    @Test
    void gpu_trainer_asksForAGpuAndItsImage() throws Exception {
        JsonNode trainer =
                named("midstream-trainer", Manifests.of(MANIFESTS.resolve("overlays/gpu")));
        JsonNode container = trainer.at("/spec/template/spec/containers/0");
        assertThat(container.path("image").asText()).isEqualTo("midstream/trainer-cuda:0.1.0");
        assertThat(container.at("/resources/limits/nvidia.com~1gpu").asText()).isEqualTo("1");
    }

    @Test
    void containers_ofAllPods_runWithoutPrivileges() throws Exception {
        for (JsonNode resource : Manifests.of(MANIFESTS.resolve("base"))) {
            for (JsonNode pod : pods(resource)) {
                assertThat(pod.at("/securityContext/runAsNonRoot").asBoolean()).isTrue();
                for (JsonNode container : pod.path("containers")) {
                    assertThat(
                                    container
                                            .at("/securityContext/allowPrivilegeEscalation")
                                            .asBoolean(true))
                            .isFalse();
                    assertThat(container.at("/securityContext/capabilities/drop/0").asText())
                            .isEqualTo("ALL");
                }
            }
        }
    }

    @Test
    void volumes_ofAllPods_nameSecretsAndClaimsThatAreThere() throws Exception {
        List<JsonNode> resources = Manifests.of(MANIFESTS.resolve("base"));
        Set<String> names =
                resources.stream()
                        .filter(
                                r ->
                                        r.path("kind")
                                                .asText()
                                                .matches("Secret|PersistentVolumeClaim"))
                        .map(resource -> resource.at("/metadata/name").asText())
                        .collect(Collectors.toSet());
        List<String> used = new ArrayList<>();
        resources.forEach(
                resource -> {
                    used.addAll(resource.findValuesAsText("secretName"));
                    used.addAll(resource.findValuesAsText("claimName"));
                });
        assertThat(used).isNotEmpty().allMatch(names::contains);
    }

    @Test
    void arguments_ofAllContainers_areOptionsOfTheirCommands() throws Exception {
        int options = 0;
        for (JsonNode resource : Manifests.of(MANIFESTS.resolve("base"))) {
            JsonNode job = resource.at("/spec/job/args");
            if (!job.isMissingNode()) {
                options += assertOptions(resource.at("/spec/image").asText(), job);
            }
            for (JsonNode pod : pods(resource)) {
                for (JsonNode container : pod.path("containers")) {
                    options +=
                            assertOptions(container.path("image").asText(), container.path("args"));
                }
            }
        }
        assertThat(options).isGreaterThan(15);
    }

    private static int assertOptions(String image, JsonNode arguments) throws Exception {
        int options = 0;
        for (JsonNode argument : arguments) {
            String option = argument.asText().split("=", 2)[0];
            if (option.startsWith("--")) {
                String page = PAGES.get(image.split(":", 2)[0]);
                assertThat(Files.readString(ROOT.resolve("docs/options/" + page)))
                        .contains("`" + option);
                options++;
            }
        }
        return options;
    }

    private static List<JsonNode> pods(JsonNode resource) {
        List<JsonNode> pods = new ArrayList<>();
        for (String path : List.of("/spec/template/spec", "/spec/podTemplate/spec")) {
            JsonNode pod = resource.at(path);
            if (!pod.isMissingNode()) {
                pods.add(pod);
            }
        }
        return pods;
    }

    private static List<String> kinds(List<JsonNode> resources) {
        return resources.stream().map(resource -> resource.path("kind").asText()).toList();
    }

    private static JsonNode only(String kind, List<JsonNode> resources) {
        return resources.stream()
                .filter(resource -> resource.path("kind").asText().equals(kind))
                .findFirst()
                .orElseThrow();
    }

    private static JsonNode named(String name, List<JsonNode> resources) {
        return resources.stream()
                .filter(resource -> resource.at("/metadata/name").asText().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
