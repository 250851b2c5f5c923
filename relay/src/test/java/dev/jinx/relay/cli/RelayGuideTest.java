package dev.jinx.relay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** The guide has every option of the relay, and no other. */
class RelayGuideTest {
  private static final Pattern OPTION = Pattern.compile("(?<![\\w-])(--[a-z][a-z-]*)");

  @Test
  void everyOptionIsThere() throws IOException {
    Set<String> known = new TreeSet<>();
    for (Object command : List.of(new RunCommand(new Output()), new EventsCommand(new Output()))) {
      new CommandLine(command)
          .getCommandSpec()
          .options()
          .forEach(option -> known.add(option.longestName()));
    }
    known.removeAll(List.of("--help", "--version"));
    Set<String> shown = new TreeSet<>();
    Matcher option = OPTION.matcher(Files.readString(Path.of("../docs/guide/relay.md")));
    while (option.find()) {
      shown.add(option.group(1));
    }
    assertThat(shown).isEqualTo(known).hasSizeGreaterThan(15);
  }
}
