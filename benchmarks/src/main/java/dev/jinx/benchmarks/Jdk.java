package dev.jinx.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A JDK to measure on.
 *
 * @param home its directory
 * @param feature 17, 25 ...
 * @param version as its release file tells it, with the vendor
 */
record Jdk(Path home, int feature, String version) {
  /** Those of {@code JINX_TEST_JDKS} (directories), else 17 and 25 where they are installed. */
  static List<Jdk> all() throws IOException {
    String given = System.getenv("JINX_TEST_JDKS");
    List<Path> homes = new ArrayList<>();
    if (given != null && !given.isBlank()) {
      for (String home : given.strip().split("[:,;\\s]+")) {
        homes.add(Path.of(home));
      }
      List<Jdk> jdks = new ArrayList<>();
      for (Path home : homes) {
        jdks.add(read(home));
      }
      return jdks;
    }
    homes.add(Path.of(System.getProperty("java.home")));
    for (String directory :
        List.of("/usr/lib/jvm", System.getProperty("user.home") + "/.sdkman/candidates/java")) {
      Path path = Path.of(directory);
      if (Files.isDirectory(path)) {
        try (Stream<Path> children = Files.list(path)) {
          children.sorted().forEach(homes::add);
        }
      }
    }
    TreeMap<Integer, Jdk> byFeature = new TreeMap<>();
    for (Path home : homes) {
      if (Files.isReadable(home.resolve("release")) && Files.isExecutable(java(home))) {
        Jdk jdk = read(home);
        if (jdk.feature == 17 || jdk.feature == 25) {
          byFeature.putIfAbsent(jdk.feature, jdk);
        }
      }
    }
    return List.copyOf(byFeature.values());
  }

  /** The JDK that runs this very program. */
  static Jdk own() throws IOException {
    return read(Path.of(System.getProperty("java.home")));
  }

  private static Jdk read(Path home) throws IOException {
    Properties release = new Properties();
    try (var in = Files.newInputStream(home.resolve("release"))) {
      release.load(in);
    }
    String version = unquoted(release.getProperty("JAVA_VERSION", "0"));
    String vendor = unquoted(release.getProperty("IMPLEMENTOR", ""));
    int feature = Integer.parseInt(version.split("[.+-]", 2)[0]);
    return new Jdk(home, feature, (version + " " + vendor).strip());
  }

  private static String unquoted(String text) {
    return text.replace("\"", "").strip();
  }

  private static Path java(Path home) {
    return home.resolve("bin/java");
  }

  String java() {
    return java(home).toString();
  }

  /** For a table's first column. */
  String label() {
    return String.valueOf(feature);
  }
}
