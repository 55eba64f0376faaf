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

    private static final String[] TOOLS = {
        "org.apache.kafka..",
        "org.apache.flink..",
        "org.tensorflow..",
        "ai.djl..",
        "org.apache.avro.."
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
    void images_knowNoTools() {
        ArchRule rule =
                noClasses()
                        .that()
                        .resideInAPackage("dev.midstream.images..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(TOOLS);
        rule.check(CLASSES);
    }

    @Test
    void images_knowNoOtherPart() {
        ArchRule rule =
                noClasses()
                        .that()
                        .resideInAPackage("dev.midstream.images..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(
                                "dev.midstream",
                                "dev.midstream.metrics..",
                                "dev.midstream.schemas..",
                                "dev.midstream.engine..");
        rule.check(CLASSES);
    }

    @Test
    void schemas_knowMetricsAlone() {
        ArchRule rule =
                noClasses()
                        .that()
                        .resideInAnyPackage("dev.midstream", "dev.midstream.schemas..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(
                                "dev.midstream.images..",
                                "dev.midstream.engine..",
                                "dev.midstream.trainer..",
                                "dev.midstream.publisher..",
                                "dev.midstream.job..",
                                "dev.midstream.dashboard..",
                                "org.apache.kafka..",
                                "org.apache.flink..");
        rule.check(CLASSES);
    }

    @Test
    void trainer_knowsNoStream() {
        ArchRule rule =
                noClasses()
                        .that()
                        .resideInAnyPackage("dev.midstream.trainer..", "dev.midstream.engine..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage("org.apache.kafka..", "org.apache.flink..");
        rule.check(CLASSES);
    }

    @Test
    void job_knowsNoTrainerAndNoEngineDirectly() {
        ArchRule rule =
                noClasses()
                        .that()
                        .resideInAPackage("dev.midstream.job..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(
                                "dev.midstream.trainer..",
                                "dev.midstream.engine..",
                                "ai.djl..",
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
