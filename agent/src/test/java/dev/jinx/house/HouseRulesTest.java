package dev.jinx.house;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** The directions of dependencies, and what is forbidden on the way to the application's main. */
class HouseRulesTest {
  private static final JavaClasses HOUSE =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("java.jinx", "dev.jinx");

  private static final String[] PREMAIN = {
    "java.jinx..",
    "dev.jinx.bootstrap..",
    "dev.jinx.net..",
    "dev.jinx.instrumentation..",
    "dev.jinx.agent.."
  };
  private static final String[] SERVER = {
    "dev.jinx.log..",
    "dev.jinx.control..",
    "dev.jinx.server..",
    "dev.jinx.expression..",
    "dev.jinx.address..",
    "dev.jinx.flight.."
  };
  private static final String[] CLIENT = {"dev.jinx.client..", "dev.jinx.cli.."};

  @Test
  void bootstrapUsesNothingButJavaBaseAndItself() {
    // The compiler holds java.* to java.base: no other module is in sight there.
    classes()
        .that()
        .resideInAnyPackage("java.jinx..", "dev.jinx.bootstrap..", "dev.jinx.net..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "java..",
            "jdk.internal..",
            "dev.jinx.bootstrap..",
            "dev.jinx.net..",
            "org.jspecify.annotations")
        .check(HOUSE);
  }

  @Test
  void whatHitsNeedKnowsNothingOfConnections() {
    noClasses()
        .that()
        .resideInAnyPackage("java.jinx..", "dev.jinx.bootstrap..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("dev.jinx.net..")
        .check(HOUSE);
  }

  @Test
  void instrumentationUsesNothingButBootstrapAndAsm() {
    classes()
        .that()
        .resideInAPackage("dev.jinx.instrumentation..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "java..",
            "dev.jinx.bootstrap..",
            "dev.jinx.net..",
            "dev.jinx.instrumentation..",
            "org.objectweb.asm..",
            "org.jspecify.annotations")
        .check(HOUSE);
  }

  @Test
  void theServerDoesNotKnowInstrumentationAgentOrClient() {
    noClasses()
        .that()
        .resideInAnyPackage(SERVER)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "dev.jinx.instrumentation..", "dev.jinx.agent..", "dev.jinx.client..", "dev.jinx.cli..")
        .check(HOUSE);
  }

  @Test
  void theClientSharesOnlyTheWireWithTheServer() {
    noClasses()
        .that()
        .resideInAnyPackage(CLIENT)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "java.jinx..",
            "dev.jinx.bootstrap..",
            "dev.jinx.net..",
            "dev.jinx.instrumentation..",
            "dev.jinx.agent..",
            "dev.jinx.log..",
            "dev.jinx.control..",
            "dev.jinx.expression..",
            "dev.jinx.address..",
            "dev.jinx.flight..",
            "dev.jinx.server..")
        .check(HOUSE);
  }

  @Test
  void librariesOfTestsAreKnownToTheirPackagesOnly() {
    // Beside the one look that says whether something is a container at all.
    noClasses()
        .that()
        .resideOutsideOfPackages("dev.jinx.client.containers..")
        .and()
        .doNotHaveFullyQualifiedName("dev.jinx.client.Jinx")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.testcontainers..", "com.github.dockerjava..")
        .check(HOUSE);
    noClasses()
        .that()
        .resideOutsideOfPackages("dev.jinx.client.junit..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.junit..", "org.opentest4j..")
        .check(HOUSE);
  }

  @Test
  void nobodyKnowsTheOfflineCheck() {
    // Its command is found by its service file, as everything hidden is.
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.jinx.check..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("dev.jinx.check..")
        .check(HOUSE);
  }

  @Test
  void nothingOnThePremainPathTouchesTheServersLibrariesOrTheClients() {
    noClasses()
        .that()
        .resideInAnyPackage(PREMAIN)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "io.undertow..",
            "org.xnio..",
            "org.jboss..",
            "com.fasterxml..",
            "picocli..",
            "org.apache..")
        .check(HOUSE);
  }

  @Test
  void nothingInsideTheApplicationsJvmTouchesLoggingOrBeans() {
    // An application may put its own LogManager and MBean server in place later than we start.
    noClasses()
        .that()
        .resideInAnyPackage(PREMAIN)
        .or()
        .resideInAnyPackage(SERVER)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("java.util.logging..", "javax.management..")
        .check(HOUSE);
  }

  @Test
  void onlyTheLooksAtLocksTouchManagement() {
    // Only ThreadMXBean knows what a thread holds, and who waits for it. It is asked for when
    // somebody asks us, long
    // after start-up, and without an MBean server.
    noClasses()
        .that()
        .resideInAnyPackage(PREMAIN)
        .or()
        .resideInAnyPackage(SERVER)
        .and()
        .doNotHaveFullyQualifiedName("dev.jinx.server.HeldLocks")
        .and()
        .doNotHaveFullyQualifiedName("dev.jinx.server.Blocked")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("java.lang.management..")
        .check(HOUSE);
  }

  @Test
  void onlyTheRecordersEventsTouchTheRecorder() {
    // A JVM may be made without it, and who does not record is not to load it.
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.jinx.flight..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("jdk.jfr..")
        .check(HOUSE);
  }

  @Test
  void nothingUsesByteBuddy() {
    noClasses().should().dependOnClassesThat().resideInAPackage("net.bytebuddy..").check(HOUSE);
  }

  @Test
  void nothingInsideTheApplicationsJvmWritesToStdout() {
    noClasses()
        .that()
        .resideInAnyPackage(PREMAIN)
        .or()
        .resideInAnyPackage(SERVER)
        .should()
        .accessField(System.class, "out")
        .check(HOUSE);
  }

  @Test
  void onlyTheEntriesOfTheAgentWriteToSystemErr() {
    // An unread pipe stops whoever writes: premain's one line, and commands, run before any thread
    // can be held by it. All else goes to the file descriptor, from a thread of our own.
    noClasses()
        .that()
        .resideInAnyPackage(PREMAIN)
        .or()
        .resideInAnyPackage(SERVER)
        .and()
        .doNotHaveFullyQualifiedName("dev.jinx.agent.Agent")
        .and()
        .doNotHaveFullyQualifiedName("dev.jinx.agent.Main")
        .should()
        .accessField(System.class, "err")
        .check(HOUSE);
  }
}
