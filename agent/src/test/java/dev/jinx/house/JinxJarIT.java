package dev.jinx.house;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jinx.client.json.Json;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
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
  private static final String BILL = "META-INF/sbom/jinx.cdx.json";
  private static final String APACHE = "Apache-2.0";
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
                    || name.equals(BILL)
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
  void theBillOfMaterialsNamesEveryLibraryInsideByItsHash() throws Exception {
    Attributes manifest = jar.getManifest().getMainAttributes();
    assertThat(manifest.getValue("Sbom-Location")).isEqualTo(BILL);
    assertThat(manifest.getValue("Sbom-Format")).isEqualTo("CycloneDX");
    Map<String, String> told = new TreeMap<>();
    Map<String, Object> bill = Json.object(new String(bytes(BILL), UTF_8));
    assertThat(bill).containsEntry("bomFormat", "CycloneDX").containsEntry("specVersion", "1.5");
    for (Object each : (List<?>) bill.get("components")) {
      Map<?, ?> component = (Map<?, ?>) each;
      String name = component.get("name") + "-" + component.get("version") + ".jar";
      told.put(name, hash(component));
      assertThat(component.get("purl").toString())
          .startsWith("pkg:maven/" + component.get("group") + "/" + component.get("name") + "@");
      assertThat(component.get("licenses"))
          .as(name)
          .isEqualTo(List.of(Map.of("license", Map.of("id", licence(component)))));
    }
    Map<?, ?> own = (Map<?, ?>) ((Map<?, ?>) bill.get("metadata")).get("component");
    assertThat(own.get("licenses")).isEqualTo(List.of(Map.of("license", Map.of("id", APACHE))));
    Map<String, String> inside = new TreeMap<>();
    for (Path library : libraries()) {
      String name = library.getFileName().toString();
      MessageDigest hash = MessageDigest.getInstance("SHA-256");
      String content = HexFormat.of().formatHex(hash.digest(Files.readAllBytes(library)));
      inside.put(name, name.startsWith("jinx-") ? "" : content);
    }
    assertThat(told).isEqualTo(inside);
  }

  /** Empty for our own parts: their bytes are not the same on every machine. */
  private static String hash(Map<?, ?> component) {
    return component.get("hashes") instanceof List<?> hashes
        ? ((Map<?, ?>) hashes.get(0)).get("content").toString()
        : "";
  }

  private static String licence(Map<?, ?> component) {
    return component.get("group").equals("org.ow2.asm") ? "BSD-3-Clause" : APACHE;
  }

  @Test
  void everyClassInsideIsOfALibraryInTheBillOrTheAgents() throws IOException {
    Set<String> known = new HashSet<>();
    for (Path library : libraries()) {
      try (JarFile opened = new JarFile(library.toFile(), false)) {
        opened.stream()
            .map(entry -> entry.getName().replaceFirst("^META-INF/versions/\\d+/", ""))
            .forEach(known::add);
      }
    }
    Path own = file.toPath().resolveSibling("classes");
    List<String> unknown = new ArrayList<>();
    for (String name : names) {
      String plain = name.replaceFirst("^" + HIDDEN, "").replaceFirst("\\.classdata$", ".class");
      plain =
          plain
              .replaceFirst("^dev/jinx/shaded/asm/", "org/objectweb/asm/")
              .replaceFirst("^dev/jinx/shaded/yaml/", "org/snakeyaml/engine/");
      if (plain.endsWith(".class") && !known.contains(plain) && !Files.exists(own.resolve(plain))) {
        unknown.add(name);
      }
    }
    assertThat(unknown).isEmpty();
  }

  private static List<Path> libraries() throws IOException {
    List<Path> libraries = new ArrayList<>();
    for (String folder : List.of("hidden", "visible")) {
      try (Stream<Path> jars = Files.list(file.toPath().resolveSibling(folder))) {
        jars.filter(each -> each.toString().endsWith(".jar")).forEach(libraries::add);
      }
    }
    return libraries;
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
