package dev.jinx.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AgentJarTest {
  private final ClassLoader before = Thread.currentThread().getContextClassLoader();

  @TempDir private Path directory;

  @AfterEach
  void putBack() {
    Thread.currentThread().setContextClassLoader(before);
    System.clearProperty("jinx.jar");
  }

  @Test
  void isFoundOnTheClassPathUnderAnyName() throws Exception {
    Path jar = jar("the jinx-agent-1.2.jar");
    try (URLClassLoader loader = new URLClassLoader(new URL[] {jar.toUri().toURL()})) {
      Thread.currentThread().setContextClassLoader(loader);
      assertThat(AgentJar.find()).isEqualTo(jar);
    }
  }

  @Test
  void isTheOneThatTheUserNames() throws Exception {
    Path other = Files.createFile(directory.resolve("jinx.jar"));
    System.setProperty("jinx.jar", other.toString());
    Path jar = jar("jinx-agent.jar");
    try (URLClassLoader loader = new URLClassLoader(new URL[] {jar.toUri().toURL()})) {
      Thread.currentThread().setContextClassLoader(loader);
      assertThat(AgentJar.find()).isEqualTo(other);
    }
    System.setProperty("jinx.jar", directory.resolve("gone.jar").toString());
    assertThatThrownBy(AgentJar::find)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("cannot read the agent's jar");
  }

  @Test
  void isAskedForWhereThereIsNone() {
    assertThatThrownBy(AgentJar::find)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("where is the agent's jar?");
  }

  private Path jar(String name) throws Exception {
    Path jar = directory.resolve(name);
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
      out.putNextEntry(new ZipEntry("dev/jinx/agent/Agent.class"));
      out.closeEntry();
    }
    return jar;
  }
}
