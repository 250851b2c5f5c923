package dev.jinx.agent;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/** Which build a jar is of. */
final class Build {
  /** Holds the id of the build, a line. */
  static final String ENTRY = "META-INF/jinx/build";

  private Build() {}

  /** Id of the build that a jar is of, or null where it is none of ours. */
  static @Nullable String id(File jar) {
    if (!jar.isFile()) {
      return null;
    }
    try (ZipFile zip = new ZipFile(jar)) {
      ZipEntry entry = zip.getEntry(ENTRY);
      if (entry == null) {
        return null;
      }
      try (InputStream in = zip.getInputStream(entry)) {
        return new String(in.readNBytes(1_000), StandardCharsets.UTF_8).strip();
      }
    } catch (IOException noJar) {
      // Some other file.
      return null;
    }
  }
}
