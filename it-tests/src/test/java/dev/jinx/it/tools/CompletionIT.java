package dev.jinx.it.tools;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jinx.it.Jdk;
import dev.jinx.it.OnEveryJdk;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.io.TempDir;

/** Real shells read the scripts, and complete by them. */
class CompletionIT {
  @TempDir Path directory;

  private Path script(Jdk jdk, String shell) throws Exception {
    Path file = directory.resolve(shell + jdk.feature());
    return Files.writeString(file, Tool.run("", Jinx.command(jdk, "completion", shell)).ok());
  }

  private static boolean isInstalled(String shell) {
    try {
      return Tool.run("", List.of(shell, "-c", "true")).status() == 0;
    } catch (UncheckedIOException none) {
      return false;
    }
  }

  @OnEveryJdk
  void bashCompletesCommandsAndOptions(Jdk jdk) throws Exception {
    Assumptions.assumeTrue(isInstalled("bash"), "no bash here");
    String source = ". '" + script(jdk, "bash") + "'; ";
    assertThat(complete(source, "jinx e")).contains("enable", "events").doesNotContain("wait");
    assertThat(complete(source, "jinx enable --one")).contains("--one-shot");
    assertThat(complete(source, "jinx net pa")).containsExactly("partition");
    assertThat(complete(source, "jinx ch")).containsExactly("check");
  }

  private static List<String> complete(String source, String typed) {
    List<String> words = List.of(typed.split(" "));
    String last = words.get(words.size() - 1);
    String prepared =
        "COMP_WORDS=("
            + typed
            + "); COMP_CWORD="
            + (words.size() - 1)
            + "; COMP_LINE='"
            + typed
            + "'; COMP_POINT="
            + typed.length()
            + "; _complete_jinx jinx '"
            + last
            + "' '"
            + words.get(words.size() - 2)
            + "'; printf '%s\\n' \"${COMPREPLY[@]}\"";
    String out = Tool.run("", List.of("bash", "--norc", "-c", source + prepared)).ok();
    return out.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
  }

  @OnEveryJdk
  void zshReadsTheScript(Jdk jdk) throws Exception {
    Assumptions.assumeTrue(isInstalled("zsh"), "no zsh here");
    String read = ". '" + script(jdk, "zsh") + "'; whence -w _complete_jinx; print ${_comps[jinx]}";
    ProcessBuilder zsh = new ProcessBuilder("zsh", "-f", "-c", read);
    zsh.environment().put("ZDOTDIR", directory.toString());
    assertThat(Tool.run("", zsh).ok()).contains("_complete_jinx: function");
  }
}
