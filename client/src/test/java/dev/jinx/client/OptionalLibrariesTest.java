package dev.jinx.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whoever has neither JUnit nor Testcontainers can use all the rest, by reflection, too. */
class OptionalLibrariesTest {
  /** Awaitility, the third, is asked by one class of the kit alone. */
  private static final List<String> THEIRS = List.of("junit.", "containers.", "cluster.Eventually");

  @Test
  void allButTheirPackagesCanBeReflectedOnWithoutThem() throws Exception {
    Path classes = Path.of(Jinx.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    int seen = 0;
    try (URLClassLoader without = without(classes);
        Stream<Path> files = Files.walk(classes)) {
      assertThatThrownBy(() -> without.loadClass("org.junit.jupiter.api.Test"))
          .isInstanceOf(ClassNotFoundException.class);
      assertThatThrownBy(() -> without.loadClass("org.testcontainers.containers.GenericContainer"))
          .isInstanceOf(ClassNotFoundException.class);
      for (Path file : files.filter(each -> each.toString().endsWith(".class")).toList()) {
        String name = classes.relativize(file).toString().replace(File.separatorChar, '.');
        if (THEIRS.stream().noneMatch(each -> name.startsWith("dev.jinx.client." + each))) {
          Class<?> type = without.loadClass(name.substring(0, name.length() - ".class".length()));
          assertThat(type.getDeclaredMethods()).isNotNull();
          assertThat(type.getDeclaredConstructors()).isNotNull();
          assertThat(type.getDeclaredFields()).isNotNull();
          seen++;
        }
      }
    }
    assertThat(seen).isGreaterThan(100);
  }

  @Test
  void whatIsNoContainerIsRefused() {
    assertThatThrownBy(() -> Jinx.into("a container"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("not a GenericContainer of Testcontainers: java.lang.String");
  }

  /** What the client brings along, and no more. */
  private static URLClassLoader without(Path classes) throws Exception {
    List<URL> path = new ArrayList<>(List.of(classes.toUri().toURL()));
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
      if (entry.contains("jackson-core")
          || entry.contains("picocli")
          || entry.contains("disk-log")) {
        path.add(Path.of(entry).toUri().toURL());
      }
    }
    return new URLClassLoader(path.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
  }
}
