package io.heartbeat;

import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Holds the arrows of docs/architecture.md. */
@Tag("slow")
class ArchitectureTest {
    private static final String ROOM = "io.heartbeat.internal.";

    private final JavaClasses core = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.heartbeat");

    @Test
    void arrowsPointDownwardsOnly() {
        layeredArchitecture()
                .consideringOnlyDependenciesInAnyPackage("io.heartbeat..")
                .layer("front doors")
                .definedBy("io.heartbeat")
                .layer("monitor")
                .definedBy(ROOM + "monitor")
                .layer("sender")
                .definedBy(ROOM + "sender")
                .layer("hardware")
                .definedBy(ROOM + "hardware")
                .layer("notify")
                .definedBy(ROOM + "notify")
                .layer("wire")
                .definedBy(ROOM + "wire")
                .layer("detect")
                .definedBy(ROOM + "detect")
                .layer("net")
                .definedBy(ROOM + "net")
                .layer("store")
                .definedBy(ROOM + "store")
                .layer("plugin")
                .definedBy(ROOM + "plugin")
                .layer("settings")
                .definedBy(ROOM + "settings")
                .layer("relay")
                .definedBy(ROOM + "relay")
                .layer("time")
                .definedBy(ROOM + "time")
                .layer("vocabulary")
                .definedBy("io.heartbeat.event", "io.heartbeat.spi")
                .whereLayer("front doors")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("monitor")
                .mayOnlyBeAccessedByLayers("front doors")
                .whereLayer("sender")
                .mayOnlyBeAccessedByLayers("front doors")
                .whereLayer("hardware")
                .mayOnlyBeAccessedByLayers("front doors")
                .whereLayer("notify")
                .mayOnlyBeAccessedByLayers("front doors")
                .whereLayer("wire")
                .mayOnlyBeAccessedByLayers("front doors", "monitor", "sender")
                .whereLayer("detect")
                .mayOnlyBeAccessedByLayers("front doors", "monitor")
                .whereLayer("net")
                .mayOnlyBeAccessedByLayers("front doors", "monitor", "sender")
                .whereLayer("store")
                .mayOnlyBeAccessedByLayers("front doors", "monitor", "sender", "hardware", "notify")
                .whereLayer("plugin")
                .mayOnlyBeAccessedByLayers("front doors")
                .whereLayer("settings")
                .mayOnlyBeAccessedByLayers("front doors")
                .whereLayer("relay")
                .mayOnlyBeAccessedByLayers("front doors")
                .whereLayer("time")
                .mayOnlyBeAccessedByLayers("front doors", "monitor", "sender", "hardware", "notify", "net", "relay")
                .check(core);
    }

    @Test
    void everyPackageIsARoomWithAKnownPlace() {
        ArchRuleDefinition.classes()
                .should()
                .resideInAnyPackage(
                        "io.heartbeat",
                        "io.heartbeat.event",
                        "io.heartbeat.spi",
                        ROOM + "monitor",
                        ROOM + "sender",
                        ROOM + "hardware",
                        ROOM + "notify",
                        ROOM + "wire",
                        ROOM + "detect",
                        ROOM + "net",
                        ROOM + "store",
                        ROOM + "plugin",
                        ROOM + "settings",
                        ROOM + "relay",
                        ROOM + "time")
                .check(core);
    }

    @Test
    void roomsFormNoCycle() {
        slices().matching("io.heartbeat.internal.(*)..")
                .should()
                .beFreeOfCycles()
                .check(core);
    }

    @Test
    void whatDecidesReadsNoClockAndOwnsNoThreadAndNoSocket() {
        ArchRuleDefinition.noClasses()
                .that()
                .resideInAnyPackage(ROOM + "wire", ROOM + "detect")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.net", "java.nio.channels", "java.util.concurrent", "org.slf4j")
                .orShould()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .check(core);
    }

    @Test
    void threadsAreMadeInOnePlace() {
        ArchRuleDefinition.noClasses()
                .that()
                .resideOutsideOfPackage(ROOM + "time")
                .and()
                .doNotHaveSimpleName("RunningHeartbeat") // its shutdown hook
                .should()
                .callConstructorWhere(com.tngtech.archunit.core.domain.JavaCall.Predicates.target(
                        com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner(
                                com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo(Thread.class))))
                .check(core);
    }
}
