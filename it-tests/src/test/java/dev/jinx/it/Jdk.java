package dev.jinx.it;

import java.nio.file.Path;

/** One installed JDK. */
public record Jdk(Path home, int feature, String version) {

  public String java() {
    return home.resolve("bin").resolve("java").toString();
  }

  /** Another program of that JDK, such as {@code jcmd}. */
  public String tool(String name) {
    return home.resolve("bin").resolve(name).toString();
  }

  @Override
  public String toString() {
    return "JDK " + version;
  }
}
