package dev.jinx.it;

import com.acme.net.Lines;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The program {@code netty}, compiled once, with what it needs. */
public final class NettyProgram {
  private static final Path[] CLASS_PATH = compile();

  private NettyProgram() {}

  /** Its classes and its libraries. */
  public static Path[] classPath() {
    return CLASS_PATH.clone();
  }

  private static Path[] compile() {
    Path[] libraries =
        Stream.concat(Stream.of(JinxJar.classesOf(Lines.class)), Stream.of(Programs.jars("netty")))
            .toArray(Path[]::new);
    Path program = Programs.compile("netty", libraries);
    return Stream.concat(Stream.of(program), Stream.of(libraries)).toArray(Path[]::new);
  }
}
