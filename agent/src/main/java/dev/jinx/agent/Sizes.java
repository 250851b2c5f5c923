package dev.jinx.agent;

/** Sizes as the YAML writes them: {@code 64MB}, {@code 512KB}; a bare number is bytes. */
final class Sizes {
  static final String RULE = "a number and B, KB, MB or GB (of 1024 each), such as 64MB";

  private static final String[] UNITS = {"", "B", "KB", "MB", "GB"};
  private static final int[] SHIFTS = {0, 0, 10, 20, 30};

  private Sizes() {}

  /** Bytes, or -1 where the text is not a size. */
  static long bytes(String text) {
    int digits = 0;
    while (digits < text.length()
        && digits < 15
        && text.charAt(digits) >= '0'
        && text.charAt(digits) <= '9') {
      digits++;
    }
    if (digits == 0) {
      return -1;
    }
    String unit = text.substring(digits).strip();
    for (int i = 0; i < UNITS.length; i++) {
      if (UNITS[i].equalsIgnoreCase(unit)) {
        long amount = Long.parseLong(text.substring(0, digits));
        return amount > Long.MAX_VALUE >> SHIFTS[i] ? -1 : amount << SHIFTS[i];
      }
    }
    return -1;
  }
}
