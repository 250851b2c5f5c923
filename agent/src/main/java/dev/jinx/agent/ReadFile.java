package dev.jinx.agent;

import dev.jinx.bootstrap.Expressions;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A configuration file that is read to be checked, on whatever machine: options of this one do not
 * count, and no file that it names is opened, but those of packs.
 */
public final class ReadFile {
  private final Configuration configuration;
  private final List<String> problems;

  private ReadFile(Configuration configuration, List<String> problems) {
    this.configuration = configuration;
    this.problems = problems;
  }

  /**
   * Reads it.
   *
   * @param expressions who reads conditions and captures
   */
  public static ReadFile of(String path, Expressions expressions) {
    Problems problems = new Problems();
    Options options = new Elsewhere(path, problems);
    Configuration configuration = Configuration.read(options, expressions, problems);
    return new ReadFile(configuration, problems.lines());
  }

  /**
   * Reads packs alone.
   *
   * @param where they are named, for messages
   */
  public static ReadFile ofPacks(List<String> packs, String where, Expressions expressions) {
    Problems problems = new Problems();
    List<Value> values = new ArrayList<>();
    for (String pack : packs) {
      values.add(new Value(where, pack));
    }
    return new ReadFile(Configuration.ofPacks(values, expressions, problems), problems.lines());
  }

  /** What is wrong with the file itself, a line each: {@code jinx.yaml:3:5: ...}. */
  public List<String> problems() {
    return problems;
  }

  /** The points that could be read, in the order of the file. */
  public List<PlannedPoint> points() {
    return configuration.points;
  }

  /** Names of the annotations that declare points besides our own, with dots. */
  public List<String> annotations() {
    return configuration.annotations;
  }

  /** The points to be enabled from the start that are named beside their declarations. */
  public List<StartupPoint> startup() {
    return configuration.startup;
  }

  private static final class Elsewhere extends Options {
    private final Value config;

    Elsewhere(String path, Problems problems) {
      super("", problems);
      config = new Value("", path);
    }

    @Override
    @Nullable Value get(String key) {
      return key.equals("config") ? config : null;
    }

    @Override
    boolean isElsewhere() {
      return true;
    }
  }
}
