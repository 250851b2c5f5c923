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

  @Test
  void aBuildIsKnownByTheEntryInItsJar() throws IOException {
    assertThat(Build.id(jar("a.jar", "2\n"))).isEqualTo("2");
    assertThat(Build.id(jar("b.jar", null))).isNull();
    assertThat(Build.id(directory.toFile())).isNull();
    assertThat(Build.id(directory.resolve("gone.jar").toFile())).isNull();
  }

  @Test
  void theGivenJarIsFoundAmongTheArguments() throws IOException {
    File ours = jar("jinx.jar", "1");
    String option = "-javaagent:" + ours;
    assertThat(GivenJar.option("java\0" + option + "=config=a=b.yaml\0-jar\0x=y\0"))
        .isEqualTo(ours);
    assertThat(GivenJar.option("java\0-javaagent:jamm.jar\0" + option)).isEqualTo(ours);
    assertThat(GivenJar.option("java\0-cp\0" + ours + "\0Main")).isNull();
    assertThat(GivenJar.option("java\0-javaagent:" + directory + "/gone/jinx.jar\0")).isNull();
    assertThat(GivenJar.option("")).isNull();
  }

  @Test
  void aLinkMeansTheFileBehindIt() throws IOException {
    File ours = jar("jinx.jar", "1");
    Path link = Files.createSymbolicLink(directory.toRealPath().resolve("link.jar"), ours.toPath());
    assertThat(GivenJar.option("-javaagent:" + link)).isEqualTo(ours);
    File renamed = jar("jinx-1.jar", "1");
    Path other = Files.createDirectory(directory.resolve("x")).resolve("jinx.jar");
    Files.createSymbolicLink(other, renamed.toPath());
    assertThat(GivenJar.option("-javaagent:" + other)).isNull();
  }

  @Test
  void anAddressMayHoldAnyCharacter() throws IOException {
    File ours = jar("a b#c+d%20" + FileNames.foreign() + ".jar", "1");
    assertThat(GivenJar.file(ours.toURI() + "!/META-INF/jinx/build")).isEqualTo(ours);
    assertThat(GivenJar.file("nested:/x!/META-INF/jinx/build")).isNull();
  }

  @Test
  void theBootClassPathMeansTheJarOfTheUsualNameBesideIt() throws IOException {
    File ours = jar("jinx.jar", "1");
    assertThat(GivenJar.boot(ours)).isSameAs(ours);
    assertThat(GivenJar.boot(jar("jinx-2.jar", "2"))).isEqualTo(ours);
  }
}
