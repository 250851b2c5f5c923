package dev.jinx.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BuildTest {
  @TempDir Path directory;

  private File jar(String name, String id) throws IOException {
    Path file = directory.toRealPath().resolve(name);
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(file))) {
      out.putNextEntry(new ZipEntry(id == null ? "other" : Build.ENTRY));
      out.write(String.valueOf(id).getBytes(StandardCharsets.UTF_8));
    }
    return file.toFile();
  }

  private static String path(Object... entries) {
    StringBuilder text = new StringBuilder();
    for (Object entry : entries) {
      text.append(text.length() == 0 ? "" : File.pathSeparator).append(entry);
    }
    return text.toString();
  }

  @Test
  void theAgentsJarIsTheLastOfOursOnTheClassPath() throws IOException {
    File app = jar("app.jar", null);
    File old = jar("client.jar", "1");
    File ours = jar("renamed jinx #1.jar", "2\n");
    File other = jar("jamm.jar", null);
    assertThat(Build.fromClassPath(path(app, old, ours, other))).isEqualTo(ours);
    assertThat(Build.id(ours)).isEqualTo("2");
    assertThat(Build.fromClassPath(path(app, directory, "gone.jar"))).isNull();
    assertThat(Build.fromClassPath("")).isNull();
  }

  @Test
  void aLinkMeansTheFileBehindIt() throws IOException {
    File ours = jar("jinx-1.jar", "1");
    Path link = Files.createSymbolicLink(directory.toRealPath().resolve("jinx.jar"), ours.toPath());
    assertThat(Build.fromClassPath(path("app.jar", link))).isEqualTo(ours);
  }

  @Test
  void theBootClassPathMeansTheJarOfTheUsualNameBesideIt() throws IOException {
    File ours = jar("jinx.jar", "1");
    assertThat(Build.bootJar(ours)).isSameAs(ours);
    assertThat(Build.bootJar(jar("jinx-2.jar", "2"))).isEqualTo(ours);
  }
}
