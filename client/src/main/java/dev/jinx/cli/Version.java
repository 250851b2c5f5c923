package dev.jinx.cli;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** Which build this is, as each command tells it. */
public final class Version implements IVersionProvider {
  @Override
  public String[] getVersion() throws IOException {
    Properties properties = new Properties();
    try (InputStream in =
        JinxCommand.class.getResourceAsStream("/dev/jinx/client/version.properties")) {
      if (in == null) {
        throw new IOException("this build does not know its version");
      }
      properties.load(in);
    }
    return new String[] {"jinx " + properties.getProperty("version")};
  }
}
