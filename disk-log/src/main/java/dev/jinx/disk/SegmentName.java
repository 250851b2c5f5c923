package dev.jinx.disk;

import org.jspecify.annotations.Nullable;

/**
 * The name of a segment: {@code events-<boot, 10 digits>-<first seq, 12 digits>.log}, so that names
 * sort as their events do.
 *
 * @param boot the life of the node
 * @param first number of its first event
 */
record SegmentName(long boot, long first) implements Comparable<SegmentName> {
  private static final String PREFIX = "events-";
  private static final String SUFFIX = ".log";
  private static final String TORN = "torn-";

  /** Null where a file of that name is no segment. */
  static @Nullable SegmentName parse(String name) {
    if (!name.startsWith(PREFIX) || !name.endsWith(SUFFIX)) {
      return null;
    }
    int dash = name.indexOf('-', PREFIX.length());
    if (dash < 0) {
      return null;
    }
    long boot = number(name, PREFIX.length(), dash);
    long first = number(name, dash + 1, name.length() - SUFFIX.length());
    SegmentName parsed = new SegmentName(boot, first);
    return boot >= 0 && first >= 0 && parsed.toString().equals(name) ? parsed : null;
  }

  /** The boot that a file's name tells of, be it a segment or what was cut off one; else 0. */
  static long bootOf(String fileName) {
    String name = fileName;
    if (name.startsWith(TORN)) {
      int end = name.indexOf(SUFFIX);
      name = end < 0 ? name : name.substring(TORN.length(), end + SUFFIX.length());
    }
    SegmentName parsed = parse(name);
    return parsed == null ? 0 : parsed.boot;
  }

  /** The name of a file that keeps what was cut off. */
  String torn(long offset) {
    return TORN + this + "-" + offset;
  }

  private static long number(String text, int from, int to) {
    if (from >= to || to - from > 18) {
      return -1;
    }
    long value = 0;
    for (int i = from; i < to; i++) {
      int digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      value = value * 10 + digit;
    }
    return value;
  }

  @Override
  public int compareTo(SegmentName other) {
    int byBoot = Long.compare(boot, other.boot);
    return byBoot != 0 ? byBoot : Long.compare(first, other.first);
  }

  @Override
  public String toString() {
    return PREFIX + padded(boot, 10) + "-" + padded(first, 12) + SUFFIX;
  }

  private static String padded(long number, int width) {
    String digits = Long.toString(number);
    return "0".repeat(Math.max(0, width - digits.length())) + digits;
  }
}
