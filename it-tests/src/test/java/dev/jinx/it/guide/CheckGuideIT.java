package dev.jinx.it.guide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jinx.it.Programs;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the pages say that {@code check} says. */
class CheckGuideIT {
  private static final String POINTS =
      """
      points:
        before-commit:
          method: com.acme.Store#commit(long)
        any-send:
          method: com.acme.Transport+#send
        x:
          method: com.acme.Stor#commit
        y:
          method: com.acme.Store#flush
          at: before call java.nio.channels.FileChannel#sync
        z:
          method: com.acme.Store#size
          action: return("x")
      """;

  private final Folder folder = Folder.with(List.of(POINTS));
  private final Session shell = new Session("sh", folder.path, Map.of("PATH", Folder.PATH));

  @Test
  void aFileIsCheckedAgainstAProgram() throws Exception {
    Guide page = Guide.of("check.md");
    Files.createDirectory(folder.path.resolve("lib"));
    Files.copy(
        Programs.copied("packs/h2-2.3.232/h2.jar"), folder.path.resolve("lib").resolve("h2.jar"));
    List<String> told = check(page.take("", 0), 1);
    assertThat(told).isEqualTo(page.take("", 1));
    assertThat(page.leftBy(getClass())).isEmpty();
  }

  @Test
  void aPackIsCheckedAgainstAProduct() throws Exception {
    Guide page = Guide.of("packs.md");
    Path product = Files.createDirectory(folder.path.resolve("zookeeper"));
    Files.createSymbolicLink(product.resolve("lib"), Programs.copied("zookeeper"));
    assertThat(check(page.take("", 0), 0).get(0)).startsWith("zookeeper.");
    assertThat(page.leftBy(getClass())).isEmpty();
  }

  /** The command fails, as it should, where something does not fit. */
  private List<String> check(List<String> example, int status) {
    String command = String.join("", example) + " || [ $? = " + status + " ]";
    try (shell) {
      return shell.run(List.of(command));
    }
  }
}
