package dev.jinx.agent;

import java.nio.charset.Charset;

/** Names for files that are hard to carry in an address. */
final class FileNames {
  private FileNames() {}

  /** A letter beyond ASCII; nothing where the locale, such as C, has no file of such a name. */
  static String foreign() {
    boolean possible =
        Charset.forName(System.getProperty("sun.jnu.encoding")).newEncoder().canEncode('\u00E4');
    return possible ? "\u00E4" : "";
  }
}
