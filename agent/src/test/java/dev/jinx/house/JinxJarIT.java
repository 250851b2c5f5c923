package dev.jinx.house;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassReader;

/** What the packaged jar shows to an application, and what it hides. */
class JinxJarIT {
  private static final List<String> VISIBLE =
      List.of(
          "java/jinx/",
          "dev/jinx/bootstrap/",
          "dev/jinx/net/",
          "dev/jinx/instrumentation/",
          "dev/jinx/agent/",
          "dev/jinx/shaded/asm/",
          "dev/jinx/shaded/yaml/");

  /** The YAML library is compiled by others, and loaded only when there is a file to read. */
  private static final String MAY_USE_INVOKEDYNAMIC = "dev/jinx/shaded/yaml/";

  private static final String HIDDEN = "jinx-isolated/";
  private static final long LARGEST = 14L * 1024 * 1024;

  private static File file;
  private static JarFile jar;
  private static List<String> names;

  @BeforeAll
  static void open() throws IOException {
    file = new File(System.getProperty("jinx.jar"));
    jar = new JarFile(file, false);
    names = jar.stream().map(JarEntry::getName).toList();
  }

  @AfterAll
  static void close() throws IOException {
    jar.close();
  }

  @Test
  void anApplicationSeesClassesOfOurOwnPackagesOnly() {
    List<String> classes = names.stream().filter(name -> name.endsWith(".class")).toList();

    assertThat(classes).allMatch(name -> VISIBLE.stream().anyMatch(name::startsWith));
    for (String prefix : VISIBLE) {
      assertThat(classes).as(prefix).anyMatch(name -> name.startsWith(prefix));
    }
  }

  @Test
  void anApplicationSeesNoResourceThatALibraryCouldTakeForItsOwn() {
    assertThat(names)
        .filteredOn(name -> !name.endsWith("/") && !name.endsWith(".class"))
        .allMatch(
            name ->
                name.startsWith(HIDDEN)
                    || name.startsWith("META-INF/jinx/")
                    || List.of("META-INF/MANIFEST.MF", "META-INF/LICENSE", "META-INF/NOTICE")
                        .contains(name));
  }

  @Test
  void serverClientAndTheirLibrariesAreHidden() {
    for (String type :
        List.of(
            "dev/jinx/server/package-info",
            "dev/jinx/client/package-info",
            "dev/jinx/cli/package-info",
            "dev/jinx/check/package-info",
            "io/undertow/Undertow",
            "org/xnio/Xnio",
            "com/fasterxml/jackson/core/JsonFactory",
            "picocli/CommandLine")) {
      assertThat(names).contains(HIDDEN + type + ".classdata");
    }
    assertThat(names)
        .contains(HIDDEN + "META-INF/services/org.xnio.XnioProvider")
        .contains(HIDDEN + "META-INF/services/dev.jinx.cli.ExtraCommand");
  }

  @Test
  void hiddenEntriesAreFlatAndUnsigned() {
    assertThat(names)
        .noneMatch(name -> name.contains("META-INF/versions/"))
        .noneMatch(name -> name.contains("module-info."))
        .noneMatch(name -> name.matches(".*META-INF/[^/]+\\.(SF|RSA|DSA)"));
  }

  @Test
  void visibleClassesLinkNoCallSiteDuringStartUp() throws IOException {
    List<String> linking = new ArrayList<>();
    for (String name : names) {
      if (name.endsWith(".class")
          && !name.startsWith(MAY_USE_INVOKEDYNAMIC)
          && CallSites.isLinking(bytes(name))) {
        linking.add(name);
      }
    }

    assertThat(linking).isEmpty();
  }

  @Test
  void everyClassRunsOnJava17() throws IOException {
    for (String name : names) {
      if (name.endsWith(".class") || name.endsWith(".classdata")) {
        int major = new ClassReader(bytes(name)).readUnsignedShort(6);
        assertThat(major).as(name).isLessThanOrEqualTo(61);
      }
    }
  }

  @Test
  void theManifestNamesTheEntries() throws IOException {
    Attributes manifest = jar.getManifest().getMainAttributes();

    assertThat(manifest.getValue("Premain-Class")).isEqualTo("dev.jinx.agent.Agent");
    assertThat(manifest.getValue("Agent-Class")).isEqualTo("dev.jinx.agent.Agent");
    assertThat(manifest.getValue("Main-Class")).isEqualTo("dev.jinx.agent.Main");
    assertThat(manifest.getValue("Boot-Class-Path")).isEqualTo("jinx.jar");
    assertThat(manifest.getValue("Can-Retransform-Classes")).isEqualTo("true");
    assertThat(manifest.getValue("Can-Redefine-Classes")).isEqualTo("true");
    assertThat(new String(bytes("META-INF/jinx/build"), UTF_8)).matches("\\S+ [0-9a-f]{16}\\s*");
  }

  @Test
  void everyLibraryInsideIsNamedInTheNotice() throws IOException {
    String notice = new String(bytes("META-INF/NOTICE"), UTF_8);
    assertThat(new String(bytes("META-INF/LICENSE"), UTF_8)).contains("Apache License");

    List<String> libraries = new ArrayList<>();
    for (String folder : List.of("hidden", "visible")) {
      try (Stream<Path> jars = Files.list(file.toPath().resolveSibling(folder))) {
        jars.map(path -> path.getFileName().toString().replaceFirst("-\\d.*", ""))
            .filter(name -> !name.startsWith("jinx-"))
            .forEach(libraries::add);
      }
    }
    Collections.sort(libraries);
    assertThat(libraries).contains("asm", "undertow-core");
    assertThat(libraries).allMatch(name -> notice.matches("(?s).*\\b" + name + "\\b.*"));
  }

  @Test
  void licencesThatLibrariesCarryAreKept() throws IOException {
    List<String> carried = new ArrayList<>();
    try (Stream<Path> jars = Files.list(file.toPath().resolveSibling("hidden"))) {
      for (Path library : jars.toList()) {
        try (JarFile opened = new JarFile(library.toFile(), false)) {
          opened.stream()
              .filter(entry -> entry.getName().matches(".*(LICENSE|NOTICE|COPYING)(\\.\\w+)?"))
              .forEach(entry -> carried.add(Path.of(entry.getName()).getFileName().toString()));
        }
      }
    }

    assertThat(carried).contains("LICENSE", "FastDoubleParser-LICENSE");
    assertThat(carried)
        .allMatch(
            text ->
                names.stream().anyMatch(it -> it.startsWith(HIDDEN) && it.endsWith("/" + text)));
  }

  @Test
  void noEntryTellsWhenItWasBuilt() {
    // Entries of the relocated libraries keep their own time; all else has the time of the build's
    // property, so that two builds of the same code give the same bytes.
    assertThat(jar.stream())
        .filteredOn(entry -> !entry.getName().startsWith("dev/jinx/shaded/"))
        .extracting(entry -> entry.getTimeLocal().toLocalDate().toString())
        .containsOnly("2026-01-01");
  }

  @Test
  void theJarKeepsItsBudget() {
    assertThat(file.length()).isLessThanOrEqualTo(LARGEST);
  }

  private static byte[] bytes(String name) throws IOException {
    JarEntry entry = jar.getJarEntry(name);
    assertThat(entry).as(name).isNotNull();
    try (InputStream in = jar.getInputStream(entry)) {
      return in.readAllBytes();
    }
  }
}
