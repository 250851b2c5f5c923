package dev.jinx.check;

import java.io.IOException;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** One place of a class path. Files are named as on a class path: {@code com/acme/Store.class}. */
interface ClassSource extends AutoCloseable {
  /** The names of all class files, with slashes and without {@code .class}. */
  Collection<String> classes();

  /** A file, or null where there is none of that name. */
  byte @Nullable [] read(String file) throws IOException;

  @Override
  void close() throws IOException;
}
