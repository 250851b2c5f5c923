package dev.jinx.agent;

import dev.jinx.bootstrap.Expressions;
import dev.jinx.bootstrap.Names;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/**
 * {@code packs}: points that others have named. Ready ones lie in jinx.jar and go by a name; a file
 * of one's own goes by its path. A pack declares and enables nothing.
 */
final class PackKeys {
  /** The ready ones; each is a file below {@link #FOLDER}. */
  static final List<String> READY =
      List.of("grpc", "jdbc", "jdk", "kafka", "kafka-clients", "netty", "netty-epoll", "zookeeper");

  static final String FOLDER = "META-INF/jinx/packs/";

  /** A pack's keys; {@code verified} tells with which versions somebody has checked it. */
  static final List<String> KEYS = List.of("verified", "points");

  private final @Nullable File directory;
  private final @Nullable File jar;
  private final PointKeys reader;
  private final Problems problems;
  private final List<String> read = new ArrayList<>();

  /**
   * Reads packs.
   *
   * @param beside the configuration, whose directory relative paths start from
   * @param jar where the ready packs lie, or null where our class loader has them
   */
  PackKeys(String beside, @Nullable File jar, Expressions expressions, Problems problems) {
    this.directory = new File(beside).getParentFile();
    this.jar = jar;
    this.reader = new PointKeys(expressions);
    this.problems = problems;
  }

  /** Reads these, in their order. */
  void read(List<Value> packs, List<PlannedPoint> into) {
    for (Value pack : packs) {
      if (read.contains(pack.text)) {
        problems.add(pack.where, "'" + pack.text + "' is there twice");
      } else {
        read.add(pack.text);
        read(pack, into);
      }
    }
  }

  private void read(Value pack, List<PlannedPoint> into) {
    String label = "pack " + pack.text;
    String file = label;
    String text;
    if (isPath(pack.text)) {
      File own = new File(pack.text);
      own = own.isAbsolute() ? own : new File(directory, pack.text);
      file = own.getPath();
      text = Yaml.text(new Value(pack.where, file), problems);
    } else if (READY.contains(pack.text)) {
      text = ready(pack);
    } else {
      String hint = Names.hint(pack.text, READY);
      problems.add(
          pack.where,
          "no pack '"
              + pack.text
              + "'"
              + (hint.isEmpty() ? "; packs are " + String.join(", ", READY) : hint)
              + (hint.isEmpty() ? "; a file of your own is a path, such as ./acme.yaml" : ""));
      return;
    }
    if (text != null) {
      Section top = new Section(file, "", null, Yaml.parse(file, text, problems), problems);
      top.allow(KEYS);
      top.texts("verified");
      reader.readPack(top.section("points"), label, into);
    }
  }

  private static boolean isPath(String text) {
    return text.indexOf('/') >= 0
        || text.indexOf(File.separatorChar) >= 0
        || text.endsWith(".yaml")
        || text.endsWith(".yml");
  }

  private @Nullable String ready(Value pack) {
    String entry = FOLDER + pack.text + ".yaml";
    byte[] bytes = null;
    try {
      bytes = jar == null ? ofLoader(entry) : ofJar(jar, entry);
    } catch (IOException damaged) {
      problems.add(pack.where, "cannot read " + entry + ": " + damaged.getMessage());
      return null;
    }
    if (bytes == null) {
      problems.add(pack.where, "this jinx.jar is incomplete: it has no " + entry);
      return null;
    }
    return Yaml.decode("pack " + pack.text, bytes, problems);
  }

  private static byte @Nullable [] ofLoader(String entry) throws IOException {
    try (InputStream in = PackKeys.class.getResourceAsStream("/" + entry)) {
      return in == null ? null : in.readAllBytes();
    }
  }

  /** The boot loader does not find resources of a jar that it was given after its start. */
  private static byte @Nullable [] ofJar(File jar, String entry) throws IOException {
    try (ZipFile zip = new ZipFile(jar)) {
      ZipEntry found = zip.getEntry(entry);
      if (found == null) {
        return null;
      }
      try (InputStream in = zip.getInputStream(found)) {
        return in.readAllBytes();
      }
    }
  }
}
