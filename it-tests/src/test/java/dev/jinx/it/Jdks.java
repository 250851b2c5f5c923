package dev.jinx.it;

import java.io.File;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.ArgumentsProvider;
import org.junit.jupiter.params.support.ParameterDeclarations;

/**
 * Every JDK of this machine from 17 on, one of each feature version. {@code JINX_TEST_JDKS}, homes
 * separated as a path is, names them; without it they are the one that runs the tests and those in
 * the usual places.
 */
public final class Jdks implements ArgumentsProvider {
  private static final int OLDEST = 17;
  private static final List<Jdk> FOUND = find();

  public static List<Jdk> all() {
    return FOUND;
  }

  /** The JDK that runs the tests. */
  public static Jdk own() {
    return FOUND.stream()
        .filter(jdk -> jdk.feature() == Runtime.version().feature())
        .findFirst()
        .orElse(FOUND.get(0));
  }

  @Override
  public Stream<? extends Arguments> provideArguments(
      ParameterDeclarations parameters, ExtensionContext context) {
    return FOUND.stream().map(Arguments::of);
  }

  private static List<Jdk> find() {
    TreeMap<Integer, Jdk> found = new TreeMap<>();
    for (Path home : candidates()) {
      Jdk jdk = look(home);
      if (jdk != null && jdk.feature() >= OLDEST) {
        found.putIfAbsent(jdk.feature(), jdk);
      }
    }
    if (found.isEmpty()) {
      throw new IllegalStateException(
          "no JDK from " + OLDEST + " on was found: set JINX_TEST_JDKS");
    }
    return List.copyOf(found.values());
  }

  private static List<Path> candidates() {
    String named = System.getenv("JINX_TEST_JDKS");
    if (named != null && !named.isBlank()) {
      return Stream.of(named.split(File.pathSeparator)).map(Path::of).toList();
    }
    List<Path> homes = new ArrayList<>();
    homes.add(Path.of(System.getProperty("java.home")));
    Path user = Path.of(System.getProperty("user.home"));
    homes.addAll(children(Path.of("/usr/lib/jvm")));
    homes.addAll(children(user.resolve(".sdkman/candidates/java")));
    homes.addAll(children(user.resolve(".jdks")));
    return homes;
  }

  private static List<Path> children(Path directory) {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (Stream<Path> children = Files.list(directory)) {
      return children.sorted().toList();
    } catch (IOException unreadable) {
      return List.of();
    }
  }

  /** Reads the release file that every JDK has; null where it is not a JDK. */
  private static @org.jspecify.annotations.Nullable Jdk look(Path home) {
    Path release = home.resolve("release");
    if (!Files.isExecutable(home.resolve("bin/javac")) || !Files.isReadable(release)) {
      return null;
    }
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(release)) {
      properties.load(reader);
      String version = properties.getProperty("JAVA_VERSION", "\"0\"").replace("\"", "");
      return new Jdk(home.toRealPath(), Runtime.Version.parse(version).feature(), version);
    } catch (IOException | IllegalArgumentException unreadable) {
      return null;
    }
  }
}
