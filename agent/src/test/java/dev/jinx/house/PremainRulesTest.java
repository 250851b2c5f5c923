package dev.jinx.house;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * What would slow down the start of an application, or would be set up before it had its say, is
 * not used by what runs before its {@code main}. That no visible class links a call site (lambdas,
 * concatenation) is tested on the packaged jar.
 */
class PremainRulesTest {
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

  /** Methods of String that format, or compile a regular expression. */
  private static final Set<String> SLOW =
      Set.of("format", "formatted", "matches", "split", "replaceAll", "replaceFirst");

  @Test
  void noPartOfTheJdkIsUsedThatCostsManyClasses() {
    noClasses()
        .that()
        .resideInAnyPackage(PREMAIN)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "java.util.regex..",
            "java.util.stream..",
            "java.nio.file..",
            "java.text..",
            "java.time..",
            "java.net.http..")
        .check(HOUSE);
  }

  @Test
  void nothingFormatsOrMatchesByRegularExpression() {
    noClasses()
        .that()
        .resideInAnyPackage(PREMAIN)
        .should()
        .callMethodWhere(
            DescribedPredicate.<JavaCall<?>>describe(
                "a method of String that formats or compiles a regular expression",
                call ->
                    call.getTargetOwner().isEquivalentTo(String.class)
                        && SLOW.contains(call.getName())))
        .orShould()
        .dependOnClassesThat()
        .haveFullyQualifiedName("java.util.Formatter")
        .check(HOUSE);
  }

  @Test
  void theAgentReachesTheServerOnlyThroughTheIsolatedLoader() {
    // A direct reference would be resolved by the boot loader, where the server is not.
    classes()
        .that()
        .resideInAPackage("dev.jinx.agent..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "java..",
            "dev.jinx.agent..",
            "dev.jinx.instrumentation..",
            "dev.jinx.bootstrap..",
            "org.snakeyaml.engine..",
            "org.jspecify.annotations")
        .check(HOUSE);
  }
}
