package dev.jinx.agent;

import dev.jinx.bootstrap.Expressions;
import dev.jinx.bootstrap.Settings;
import java.io.File;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that was configured, read and checked before any of it takes effect: options over the YAML
 * over the defaults.
 */
final class Configuration {
  static final List<String> KEYS =
      List.of(
          "node", "server", "log", "annotations", "points", "error_injections_at_startup", "packs");

  final Settings.Builder settings = Settings.builder();
  final List<PlannedPoint> points = new ArrayList<>();
  final List<String> annotations = new ArrayList<>();

  /** Points to be enabled from the start, besides those with {@code enabled: true}. */
  final List<StartupPoint> startup = new ArrayList<>();

  /** Name of the node, or null for the default. */
  @Nullable String node;

  @Nullable String portFile;

  /** Bytes that all rings together may take, or 0 for the default. */
  long buffer;

  /** Where the event log is to lie, or null for memory only. */
  @Nullable File logDirectory;

  /** Where the rings are to lie, or null for the default. */
  @Nullable File rings;

  String logLevel = "info";

  private Configuration() {}

  /**
   * Reads everything; what is wrong is among the problems then, and the result is of no use.
   *
   * @param expressions who reads conditions and captures; asked only where there are some
   */
  static Configuration read(Options options, Expressions expressions, Problems problems) {
    return read(options, null, expressions, problems);
  }

  /**
   * Reads everything.
   *
   * @param jar where the ready packs lie, or null where our class loader has them
   */
  static Configuration read(
      Options options, @Nullable File jar, Expressions expressions, Problems problems) {
    Value config = options.get("config");
    String file = config == null ? "" : config.text;
    String text = config == null ? null : Yaml.text(config, problems);
    return read(options, file, text, jar, expressions, problems);
  }

  /** Reads packs alone, by their names and paths. */
  static Configuration ofPacks(List<Value> packs, Expressions expressions, Problems problems) {
    Configuration configuration = new Configuration();
    new PackKeys("", null, expressions, problems).read(packs, configuration.points);
    return configuration;
  }

  static Configuration read(
      Options options,
      String file,
      @Nullable String text,
      @Nullable File jar,
      Expressions expressions,
      Problems problems) {
    Configuration configuration = new Configuration();
    Section top =
        new Section(
            file, "", null, text == null ? null : Yaml.parse(file, text, problems), problems);
    top.allow(KEYS);
    ServerKeys.read(options, top, configuration);
    LogKeys.read(options, top.section("log"), configuration);
    for (Value name : top.texts("annotations")) {
      if (isClassName(name.text)) {
        configuration.annotations.add(name.text);
      } else {
        problems.add(
            name.where, "'" + name.text + "' is not a class name, such as com.acme.FailPoint");
      }
    }
    List<Value> packs = top.texts("packs");
    if (!packs.isEmpty()) {
      new PackKeys(file, jar, expressions, problems).read(packs, configuration.points);
    }
    new PointKeys(expressions).read(top.section("points"), configuration.points);
    StartupKeys.read(top, configuration);
    EnableOption.read(options, configuration, problems);
    return configuration;
  }

  /** Whether the point is among {@link #startup}, which counts more than its own keys. */
  boolean isNamedAtStartup(String name) {
    for (StartupPoint point : startup) {
      if (point.name.equals(name)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isClassName(String text) {
    boolean start = true;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '.' && !start) {
        start = true;
      } else if (start ? !Character.isJavaIdentifierStart(c) : !Character.isJavaIdentifierPart(c)) {
        return false;
      } else {
        start = false;
      }
    }
    return !start;
  }
}
