package dev.jinx.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** What every command has, those to come included. */
class HelpTest {
  /** Of another module, which tests them itself. */
  private static final List<String> EXTRA = List.of("extra");

  /** What it prints is a script. */
  private static final List<String> NO_JSON = List.of("completion");

  @Test
  void everyCommandShowsAnExampleOfItself() {
    for (CommandLine command : commands()) {
      String footer = String.join("\n", command.getCommandSpec().usageMessage().footer());
      List<String> examples =
          Arrays.stream(footer.split("\n"))
              .filter(line -> line.matches(".*\\b" + command.getCommandName() + "\\b.*"))
              .toList();
      assertThat(footer).as(name(command)).contains("Example: ");
      assertThat(examples).as("examples of " + name(command)).isNotEmpty();
    }
  }

  @Test
  void everyCommandAnswersInJsonIfAsked() {
    for (CommandLine command : commands()) {
      if (command.getSubcommands().isEmpty() && !NO_JSON.contains(command.getCommandName())) {
        assertThat(command.getCommandSpec().optionsMap()).as(name(command)).containsKey("--json");
      }
    }
  }

  @Test
  void everyCommandAndEveryOptionSaysWhatItDoes() {
    for (CommandLine command : commands()) {
      CommandLine.Model.CommandSpec spec = command.getCommandSpec();
      assertThat(spec.usageMessage().description()).as(name(command)).isNotEmpty();
      spec.args()
          .forEach(
              each ->
                  assertThat(each.description())
                      .as(name(command) + " " + each.paramLabel())
                      .isNotEmpty());
      assertThat(spec.optionsMap()).as(name(command)).containsKeys("--help", "--version");
    }
  }

  private static String name(CommandLine command) {
    return command.getCommandSpec().qualifiedName();
  }

  private static List<CommandLine> commands() {
    Terminal terminal =
        new Terminal(new ByteArrayOutputStream(), new ByteArrayOutputStream(), Map.of(), false);
    List<CommandLine> found = new ArrayList<>();
    JinxCommand.all(terminal).getSubcommands().values().forEach(each -> add(each, found));
    assertThat(found).hasSizeGreaterThan(15);
    return found;
  }

  private static void add(CommandLine command, List<CommandLine> to) {
    if (!EXTRA.contains(command.getCommandName())) {
      to.add(command);
      command.getSubcommands().values().forEach(each -> add(each, to));
    }
  }
}
