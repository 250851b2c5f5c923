package dev.jinx.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every package of the main sources of every module says what it guarantees. */
class PackagesTest {
  /** Surefire runs tests in the folder of their module. */
  private static final Path ROOT = Path.of("").toAbsolutePath().getParent();

  @Test
  void everyPackageSaysWhatItGuarantees() throws IOException {
    Set<Path> packages = packages();

    assertThat(packages).hasSizeGreaterThanOrEqualTo(10);
    for (Path folder : packages) {
      assertThat(folder.resolve("package-info.java")).content().contains("/**");
    }
  }

  /** Those of ours; a class in a library's package, for reasons of access, is told of in itself. */
  private static Set<Path> packages() throws IOException {
    Set<Path> found = new TreeSet<>();
    try (Stream<Path> modules = Files.list(ROOT)) {
      for (Path sources : modules.map(module -> module.resolve("src/main/java")).toList()) {
        if (Files.isDirectory(sources)) {
          try (Stream<Path> files = Files.walk(sources)) {
            files
                .filter(file -> file.toString().endsWith(".java"))
                .map(Path::getParent)
                .filter(folder -> !sources.relativize(folder).startsWith("org"))
                .forEach(found::add);
          }
        }
      }
    }
    return found;
  }
}
