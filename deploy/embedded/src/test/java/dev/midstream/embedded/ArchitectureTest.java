package dev.midstream.embedded;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private static final JavaClasses CLASSES =
            new ClassFileImporter().importPaths(ModuleClasses.paths());

    private static final String[] NOT_FOR_IMAGES = {
        "org.apache.kafka..",
        "org.apache.flink..",
        "org.tensorflow..",
        "ai.djl..",
        "org.apache.avro..",
        "dev.midstream"
    };

    @Test
    void metrics_areJavaAlone() {
        ArchRule rule =
                classes()
                        .that()
                        .resideInAPackage("dev.midstream.metrics..")
                        .should()
                        .onlyDependOnClassesThat()
                        .resideInAnyPackage(
                                "dev.midstream.metrics..", "java..", "org.jspecify.annotations..");
        rule.check(CLASSES);
    }

    @Test
    void images_knowNoToolsAndNoRecords() {
        ArchRule rule =
                noClasses()
                        .that()
                        .resideInAPackage("dev.midstream.images..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(NOT_FOR_IMAGES);
        rule.check(CLASSES);
    }

    @Test
    void modules_dependInOneDirection() {
        forbid("metrics", "images", "schemas", "engine", "evaluation", "offline", "cli", "trainer");
        forbid("images", "metrics", "schemas", "engine", "evaluation", "offline", "cli", "trainer");
        forbid("schemas", "images", "engine", "evaluation", "offline", "cli", "trainer");
        forbid("engine", "images", "metrics", "evaluation", "offline", "cli", "trainer");
        forbid("evaluation", "offline", "cli", "trainer", "publisher", "job", "dashboard");
        forbid(
                "cli",
                "engine.tensorflow",
                "engine.onnx",
                "offline",
                "trainer",
                "publisher",
                "job",
                "dashboard");
        forbid(
                "offline",
                "trainer",
                "publisher",
                "job",
                "dashboard",
                "engine.tensorflow",
                "engine.onnx");
        forbid("trainer", "publisher", "job", "dashboard", "broker");
        forbid("job", "trainer", "offline", "engine.tensorflow", "engine.onnx");
        forbid("publisher", "trainer", "offline", "evaluation", "engine");
        forbid("dashboard", "trainer", "offline", "engine");
    }

    private static void forbid(String module, String... others) {
        String[] packages = new String[others.length];
        for (int i = 0; i < others.length; i++) {
            packages[i] = "dev.midstream." + others[i] + "..";
        }
        ArchRule rule =
                noClasses()
                        .that()
                        .resideInAPackage("dev.midstream." + module + "..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(packages);
        rule.check(CLASSES);
    }

    @Test
    void modulesBelowTheStream_knowNoKafkaAndNoFlink() {
        ArchRule rule =
                noClasses()
                        .that()
                        .resideInAnyPackage(
                                "dev.midstream",
                                "dev.midstream.schemas..",
                                "dev.midstream.engine..",
                                "dev.midstream.evaluation..",
                                "dev.midstream.cli..",
                                "dev.midstream.offline..",
                                "dev.midstream.trainer..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage("org.apache.kafka..", "org.apache.flink..");
        rule.check(CLASSES);
    }

    @Test
    void engineInterface_knowsNoEngine() {
        ArchRule rule =
                noClasses()
                        .that()
                        .resideInAnyPackage(
                                "dev.midstream.engine",
                                "dev.midstream.evaluation..",
                                "dev.midstream.offline..",
                                "dev.midstream.job..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(
                                "dev.midstream.engine.tensorflow..",
                                "dev.midstream.engine.onnx..",
                                "ai.djl..",
                                "ai.onnxruntime..",
                                "org.tensorflow..");
        rule.check(CLASSES);
    }

    @Test
    void parts_knowEachOtherThroughContractsAlone() {
        ArchRule rule =
                slices().matching("dev.midstream.(trainer|publisher|job|dashboard|broker)..")
                        .should()
                        .notDependOnEachOther();
        rule.check(CLASSES);
    }

    @Test
    void parts_doNotKnowHowTheyAreDeployed() {
        ArchRule rule =
                noClasses()
                        .that()
                        .resideOutsideOfPackages("dev.midstream.embedded..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAPackage("dev.midstream.embedded..");
        rule.check(CLASSES);
    }
}
