package dev.jinx.agent;

import java.io.File;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The loader of what is hidden in the jar: one in a JVM, made when something needs it first. */
final class Isolated {
  private static @Nullable JinxClassLoader loader;

  private Isolated() {}

  static synchronized JinxClassLoader loader(File jar) throws IOException {
    JinxClassLoader known = loader;
    if (known == null) {
      known = new JinxClassLoader(jar, ClassLoader.getPlatformClassLoader());
      loader = known;
    }
    return known;
  }
}
