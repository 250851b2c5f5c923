import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * A step of the build: lays the jars that the application must not see into the agent's classes,
 * under a prefix of their own and with their classes renamed, lists all of them as CycloneDX has it,
 * and writes the id of the build.
 *
 * <p>{@code java Pack.java JARS VISIBLE CLASSES VERSION LIBRARIES}: the folder of the jars to hide,
 * the folder of those that stay visible, the agent's classes, the version, and Maven's list of what
 * the jars are.
 */
final class Pack {
  private static final String PREFIX = "jinx-isolated/";

  /** Of the agent's own classes; the build leaves them out where they stand. */
  private static final List<String> OWN = List.of("dev/jinx/check", "META-INF/services");

  /** The oldest Java that the jar has to run on; newer variants of a class are left out. */
  private static final int JAVA = 17;

  private final Map<String, byte[]> entries = new TreeMap<>();
  private final Map<String, String> origins = new TreeMap<>();

  public static void main(String[] args) throws Exception {
    Path classes = Path.of(args[2]);
    Pack pack = new Pack();
    List<Path> hidden = jars(Path.of(args[0]));
    if (hidden.isEmpty()) {
      throw new IOException("no jars in " + args[0]);
    }
    for (Path jar : hidden) {
      pack.add(jar);
    }
    pack.addOwn(classes);
    pack.write(classes);
    List<Path> inside = new ArrayList<>(hidden);
    inside.addAll(jars(Path.of(args[1])));
    Path bom = classes.resolve("META-INF/sbom/jinx.cdx.json");
    Files.createDirectories(bom.getParent());
    Map<String, String> licences = Licences.of(Files.readAllLines(classes.resolve("META-INF/NOTICE")));
    Files.writeString(bom, Bill.of(args[3], inside, Files.readAllLines(Path.of(args[4])), licences));
    String id = args[3] + " " + id(classes, jars(Path.of(args[1])));
    Path build = classes.resolve("META-INF/jinx/build");
    Files.createDirectories(build.getParent());
    Files.writeString(build, id + "\n");
  }

  private static List<Path> jars(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
    }
  }

  private void add(Path jar) throws IOException {
    String jarName = jar.getFileName().toString();
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      List<? extends ZipEntry> all = new ArrayList<>(Collections.list(zip.entries()));
      // A class for a newer Java stands in place of the one for all.
      all.sort((a, b) -> Integer.compare(version(a.getName()), version(b.getName())));
      for (ZipEntry entry : all) {
        String name = entry.getName();
        if (entry.isDirectory() || version(name) > JAVA || isNotNeeded(name)) {
          continue;
        }
        String plain = plain(name);
        byte[] bytes;
        try (InputStream in = zip.getInputStream(entry)) {
          bytes = in.readAllBytes();
        }
        if (isNotice(plain)) {
          plain = "META-INF/licenses/" + jarName + "/" + plain.substring(plain.lastIndexOf('/') + 1);
        }
        put(plain, bytes, jarName);
      }
    }
  }

  /** What is compiled with the agent, and is none of what an application may see. */
  private void addOwn(Path classes) throws IOException {
    for (String own : OWN) {
      try (Stream<Path> files = Files.walk(classes.resolve(own))) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          put(classes.relativize(file).toString().replace('\\', '/'), Files.readAllBytes(file), own);
        }
      }
    }
  }

  private void put(String name, byte[] bytes, String jar) throws IOException {
    String other = origins.put(name, jar);
    if (other != null && !other.equals(jar)) {
      throw new IOException(name + " is both in " + other + " and in " + jar);
    }
    entries.put(name, bytes);
  }

  private static int version(String name) {
    String[] parts = name.split("/");
    return name.startsWith("META-INF/versions/") && parts.length > 2
        ? Integer.parseInt(parts[2])
        : 0;
  }

  private static String plain(String name) {
    return version(name) == 0 ? name : name.substring(name.indexOf('/', 18) + 1);
  }

  private static boolean isNotNeeded(String name) {
    String plain = plain(name);
    return plain.endsWith("module-info.class")
        || plain.equals("META-INF/MANIFEST.MF")
        || plain.equals("META-INF/INDEX.LIST")
        || plain.startsWith("META-INF/maven/")
        || plain.startsWith("META-INF/proguard/")
        || plain.startsWith("META-INF/native-image/")
        || plain.matches("META-INF/[^/]+\\.(SF|RSA|DSA)");
  }

  private static boolean isNotice(String name) {
    String last = name.substring(name.lastIndexOf('/') + 1).toUpperCase(Locale.ROOT);
    return !name.endsWith(".class")
        && (last.startsWith("LICENSE") || last.startsWith("NOTICE") || last.startsWith("COPYING"));
  }

  private void write(Path classes) throws IOException {
    for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
      String name = entry.getKey();
      if (name.endsWith(".class")) {
        name = name.substring(0, name.length() - ".class".length()) + ".classdata";
      }
      Path file = classes.resolve(PREFIX + name);
      Files.createDirectories(file.getParent());
      Files.write(file, entry.getValue());
    }
  }

  /** A hash over all that goes into the jar, so that two builds of the same code are one. */
  private static String id(Path classes, List<Path> visible) throws Exception {
    MessageDigest hash = MessageDigest.getInstance("SHA-256");
    for (Path jar : visible) {
      try (ZipFile zip = new ZipFile(jar.toFile())) {
        List<? extends ZipEntry> all = new ArrayList<>(Collections.list(zip.entries()));
        all.sort((a, b) -> a.getName().compareTo(b.getName()));
        for (ZipEntry entry : all) {
          hash.update(entry.getName().getBytes(StandardCharsets.UTF_8));
          hash.update(Long.toString(entry.getCrc()).getBytes(StandardCharsets.UTF_8));
        }
      }
    }
    try (Stream<Path> files = Files.walk(classes)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        String name = classes.relativize(file).toString();
        if (!name.equals("META-INF/jinx/build")) {
          hash.update(name.getBytes(StandardCharsets.UTF_8));
          hash.update(Files.readAllBytes(file));
        }
      }
    }
    return HexFormat.of().formatHex(hash.digest(), 0, 8);
  }
}

/** What the jar is made of, in CycloneDX's JSON: nothing of the time or the machine of the build. */
final class Bill {
  private static final String GROUP = "dev.jinx";
  private static final String LICENCE = "Apache-2.0";

  private Bill() {}

  /**
   * @param jars each in one list of components
   * @param list lines of {@code mvn dependency:list}: {@code group:artifact:jar:version:scope}
   * @param licences SPDX's id for each artifact that is not ours
   */
  static String of(
      String version, List<Path> jars, List<String> list, Map<String, String> licences)
      throws Exception {
    Map<String, String[]> known = new TreeMap<>();
    for (String line : list) {
      String[] parts = line.strip().split("[: ]");
      if (parts.length >= 5) {
        known.put(parts[1] + "-" + parts[3] + ".jar", parts);
      }
    }
    Map<String, String> components = new TreeMap<>();
    for (Path jar : jars) {
      String[] parts = known.get(jar.getFileName().toString());
      if (parts == null) {
        throw new IOException("Maven's list does not tell what " + jar.getFileName() + " is");
      }
      boolean ours = parts[0].equals(GROUP);
      String licence = ours ? LICENCE : licences.get(parts[1]);
      if (licence == null) {
        throw new IOException("NOTICE does not tell under which licence " + parts[1] + " is");
      }
      String purl = purl(parts[0], parts[1], parts[3]);
      // Entries of our own jars have the modes that this machine's umask gives: their hash would, too.
      String hash = ours ? null : hash(jar);
      components.put(purl, component("library", parts[0], parts[1], parts[3], licence, hash));
    }
    return "{\n\"bomFormat\": \"CycloneDX\",\n\"specVersion\": \"1.5\",\n\"version\": 1,\n"
        + "\"metadata\": {\"component\": "
        + component("application", GROUP, "jinx-agent", version, LICENCE, null)
        + "},\n\"components\": [\n"
        + String.join(",\n", components.values())
        + "\n]\n}\n";
  }

  private static String component(
      String type, String group, String name, String version, String licence, String hash) {
    String purl = purl(group, name, version);
    return "{\"type\": \"%s\", \"bom-ref\": \"%s\", \"group\": \"%s\", \"name\": \"%s\","
            .formatted(type, purl, group, name)
        + " \"version\": \"%s\", \"purl\": \"%s\",".formatted(version, purl)
        + " \"licenses\": [{\"license\": {\"id\": \"%s\"}}]".formatted(licence)
        + (hash == null
            ? ""
            : ", \"hashes\": [{\"alg\": \"SHA-256\", \"content\": \"%s\"}]".formatted(hash))
        + "}";
  }

  private static String purl(String group, String name, String version) {
    return "pkg:maven/" + group + "/" + name + "@" + version + "?type=jar";
  }

  private static String hash(Path jar) throws Exception {
    MessageDigest hash = MessageDigest.getInstance("SHA-256");
    return HexFormat.of().formatHex(hash.digest(Files.readAllBytes(jar)));
  }
}

/** What NOTICE says of the works of others: a line that begins with a licence, their names below. */
final class Licences {
  private static final Map<String, String> SPDX =
      Map.of(
          "Apache License, Version 2.0", "Apache-2.0",
          "BSD 3-Clause License", "BSD-3-Clause",
          "SIL Open Font License 1.1", "OFL-1.1");

  private Licences() {}

  /** SPDX's id for each name. */
  static Map<String, String> of(List<String> notice) {
    Map<String, String> found = new TreeMap<>();
    String licence = null;
    for (String line : notice) {
      if (line.isBlank()) {
        licence = null;
      } else if (!line.startsWith(" ")) {
        licence = named(line);
      } else if (licence != null) {
        for (String name : line.strip().replaceFirst("\\s+https?:.*", "").split(",\\s*")) {
          found.put(name, licence);
        }
      }
    }
    return found;
  }

  private static String named(String line) {
    for (Map.Entry<String, String> each : SPDX.entrySet()) {
      if (line.startsWith(each.getKey())) {
        return each.getValue();
      }
    }
    return null;
  }
}
