package dev.midstream.embedded;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "dev.midstream", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String[] TOOLS = {
        "org.apache.kafka..",
        "org.apache.flink..",
        "org.tensorflow..",
        "ai.djl..",
        "org.apache.avro.."
    };

    @ArchTest
    static final ArchRule metrics_areJavaAlone =
            classes()
                    .that()
                    .resideInAPackage("dev.midstream.metrics..")
                    .should()
                    .onlyDependOnClassesThat()
                    .resideInAnyPackage(
                            "dev.midstream.metrics..", "java..", "org.jspecify.annotations..");

    @ArchTest
    static final ArchRule images_knowNoTools =
            noClasses()
                    .that()
                    .resideInAPackage("dev.midstream.images..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(TOOLS);

    @ArchTest
    static final ArchRule images_knowNoOtherPart =
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

    @ArchTest
    static final ArchRule schemas_knowMetricsAlone =
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

    @ArchTest
    static final ArchRule trainer_knowsNoStream =
            noClasses()
                    .that()
                    .resideInAnyPackage("dev.midstream.trainer..", "dev.midstream.engine..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("org.apache.kafka..", "org.apache.flink..");

    @ArchTest
    static final ArchRule job_knowsNoTrainerAndNoEngineDirectly =
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

    @ArchTest
    static final ArchRule parts_knowEachOtherThroughContractsAlone =
            slices().matching("dev.midstream.(trainer|publisher|job|dashboard|broker)..")
                    .should()
                    .notDependOnEachOther();

    @ArchTest
    static final ArchRule parts_doNotKnowHowTheyAreDeployed =
            noClasses()
                    .that()
                    .resideOutsideOfPackages("dev.midstream.embedded..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("dev.midstream.embedded..");
}
