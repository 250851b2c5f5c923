package dev.jinx.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MainClassTest {
  @TempDir Path directory;

  @Test
  void aPatternMatchesTheWholeNameOfTheMainClass() {
    assertThat(MainClass.matches("com.acme.Main", "com.acme.Main a b", "lib.jar")).isTrue();
    assertThat(MainClass.matches("com.acme.*", "com.acme.Main", "lib.jar")).isTrue();
    assertThat(MainClass.matches("*Main", "com.acme.Main com.acme.Other", "lib.jar")).isTrue();
    assertThat(MainClass.matches("*Other", "com.acme.Main com.acme.Other", "lib.jar")).isFalse();
    assertThat(MainClass.matches("com.acme", "com.acme.Main", "lib.jar")).isFalse();
    assertThat(MainClass.matches("*", null, null)).isFalse();
  }

  @Test
  void aModuleMayBeNamedOrNot() {
    String command = "jdk.compiler/com.sun.tools.javac.Main -d x";
    assertThat(MainClass.matches("com.sun.*", command, "")).isTrue();
    assertThat(MainClass.matches("jdk.compiler/*", command, "")).isTrue();
    assertThat(MainClass.matches("org.*", command, "")).isFalse();
  }

  @Test
  void aJarIsMatchedByItsNameAndByTheClassesOfItsManifest() throws IOException {
    Path jar = directory.resolve("my app#1.jar");
    Manifest manifest = new Manifest();
    Attributes attributes = manifest.getMainAttributes();
    attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    attributes.put(Attributes.Name.MAIN_CLASS, "org.boot.Launcher");
    attributes.putValue("Start-Class", "com.acme.Application");
    try (OutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
      out.flush();
    }
    String command = jar + " --port 1";
    String classPath = jar + java.io.File.pathSeparator + "/x/jinx.jar";
    assertThat(MainClass.matches("my app#1.jar", command, classPath)).isTrue();
    assertThat(MainClass.matches("my*", command, classPath)).isTrue();
    assertThat(MainClass.matches("org.boot.Launcher", command, classPath)).isTrue();
    assertThat(MainClass.matches("com.acme.*", command, classPath)).isTrue();
    assertThat(MainClass.matches("com.other.*", command, classPath)).isFalse();
  }
}
