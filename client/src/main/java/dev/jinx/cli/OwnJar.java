package dev.jinx.cli;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;

/** The jar that the commands come from: jinx.jar, which is the agent, too. */
final class OwnJar {
  private OwnJar() {}

  static Path path() {
    CodeSource source = OwnJar.class.getProtectionDomain().getCodeSource();
    try {
      Path jar = Path.of(source.getLocation().toURI());
      if (Files.isRegularFile(jar)) {
        return jar.toAbsolutePath();
      }
      throw new CommandException("not run from jinx.jar, but from " + jar, null);
    } catch (URISyntaxException | IllegalArgumentException e) {
      throw new CommandException("cannot tell where jinx.jar is: " + source.getLocation(), e);
    }
  }
}
