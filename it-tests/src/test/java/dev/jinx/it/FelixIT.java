package dev.jinx.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** OSGi: a bundle sees neither the class path nor packages of boot that it does not import. */
class FelixIT {
  @TempDir static Path directory;

  @OnEveryJdk
  void aClassOfABundleIsHit(Jdk jdk) {
    Path[] felix = Programs.jars("felix");
    Path bundle =
        Programs.jar(
            directory.resolve("bundle-" + jdk.feature() + ".jar"),
            Programs.compile("bundle", felix),
            "Bundle-ManifestVersion",
            "2",
            "Bundle-SymbolicName",
            "com.acme.bundle",
            "Bundle-Version",
            "1.0.0",
            "Bundle-Activator",
            "com.acme.bundle.Activator",
            "Import-Package",
            "org.osgi.framework");
    String yaml =
        """
        points:
          greet: { method: com.acme.bundle.Activator#greet, enabled: true }
        """;
    try (TargetJvm jvm =
        Launch.on(jdk)
            .yaml(yaml)
            .classPath(Programs.compile("felix", felix))
            .classPath(felix)
            .main(
                "com.acme.host.Felixes",
                directory.resolve("storage-" + jdk.feature()).toString(),
                bundle.toString())
            .start()) {
      jvm.out().await("active"::equals, TargetJvm.PATIENCE);
      assertThat(jvm.ask("you")).isEqualTo("hello you");
      assertThat(jvm.http().await("greet", "since=earliest").get("hit").asInt()).isEqualTo(1);
      assertThat(jvm.http().point("greet").get("sites").get(0).get("loader").asText())
          .contains("BundleWiringImpl");
    }
  }
}
