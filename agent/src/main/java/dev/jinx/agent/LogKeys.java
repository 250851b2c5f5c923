package dev.jinx.agent;

import dev.jinx.bootstrap.Names;
import java.io.File;
import java.util.List;

/** The keys of {@code log}, and the option {@code log-level}. */
final class LogKeys {
  static final List<String> KEYS =
      List.of("directory", "durability", "retention", "hits", "buffer", "rings", "level");
  static final List<String> DURABILITIES = List.of("memory", "os", "fsync");
  static final List<String> LEVELS = List.of("error", "warn", "info", "debug");
  private static final long MIB = 1L << 20;

  private LogKeys() {}

  static void read(Options options, Section log, Configuration into) {
    log.allow(KEYS);
    directory(log, into);
    into.settings.retention(size(log, "retention", 64 * MIB, MIB << 20));
    into.buffer = size(log, "buffer", 0, MIB << 16);
    into.settings.hits(log.flag("hits", true));
    Value level = options.get("log-level");
    if (level == null) {
      level = log.text("level");
    }
    if (level != null && oneOf(level, LEVELS, log)) {
      into.logLevel = level.text;
      into.settings.logLevel(level.text);
    }
  }

  private static void directory(Section log, Configuration into) {
    Value directory = log.text("directory");
    Value durability = log.text("durability");
    Value rings = log.text("rings");
    boolean kept = directory != null;
    if (durability != null && oneOf(durability, DURABILITIES, log)) {
      into.settings.durability(durability.text);
      if (durability.text.equals("memory")) {
        kept = false;
      } else if (directory == null) {
        log.wrong("durability", "'" + durability.text + "' needs log.directory to keep events in");
      }
    }
    if (directory != null) {
      into.logDirectory = new File(directory.text).getAbsoluteFile();
      into.settings.logDirectory(into.logDirectory.getPath());
    }
    if (rings != null && kept) {
      into.rings = new File(rings.text).getAbsoluteFile();
    } else if (rings != null) {
      log.wrong("rings", "needs log.directory and a durability of os or fsync");
    }
  }

  private static boolean oneOf(Value value, List<String> words, Section log) {
    if (words.contains(value.text)) {
      return true;
    }
    String hint = Names.hint(value.text, words);
    log.problems.add(value.where, "'" + value.text + "' is not one of " + words + hint);
    return false;
  }

  private static long size(Section log, String key, long other, long most) {
    Value value = log.text(key);
    if (value == null) {
      return other;
    }
    long bytes = Sizes.bytes(value.text);
    if (bytes < 0) {
      log.problems.add(value.where, "'" + value.text + "' is not a size; right is " + Sizes.RULE);
    } else if (bytes < MIB || bytes > most) {
      log.problems.add(
          value.where,
          "'" + value.text + "' is out of range; right is 1MB to " + (most >> 30) + "GB");
    } else {
      return bytes;
    }
    return other;
  }
}
