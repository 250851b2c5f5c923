package dev.jinx.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jinx.guide.Guide;
import java.io.ByteArrayOutputStream;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** The guide has every command, option and exit code, and no other. */
class CommandLineGuideTest {
  private static final Guide PAGE = Guide.page("command-line.md");
  private static final Pattern OPTION = Pattern.compile("(?<![\\w-])--[a-z][a-z_-]*");
  private static final List<String> OF_ALL = List.of("--help", "--version");
  private static final List<String> OF_AGENTS = List.of("--address", "--token-file", "--json");

  private final List<CommandSpec> commands = commands();

  @Test
  void theTableOfOptionsIsThatOfTheCode() {
    List<String> expected = new ArrayList<>();
    commands.forEach(command -> expected.add(synopsis(command) + " | " + options(command)));
    List<String> shown = new ArrayList<>();
    for (Guide.Row row : PAGE.table("| command | options |")) {
      shown.add(row.names().get(0) + " | " + String.join(", ", row.code(1)));
    }
    assertThat(shown).containsExactlyInAnyOrderElementsOf(expected);
  }

  @Test
  void everyCommandHasWhatTheGuideSaysOfAll() {
    for (CommandSpec command : commands) {
      assertThat(command.optionsMap().keySet()).as(name(command)).containsAll(OF_ALL);
    }
    assertThat(PAGE.section("All options").code()).containsAll(OF_ALL);
  }

  /** Its rows have a command each; {@code net partition}, {@code isolate} are those of net. */
  @Test
  void everyCommandIsInTheFirstTable() {
    Set<String> shown = new TreeSet<>();
    for (Guide.Row row : PAGE.table("| command | does |")) {
      for (String name : row.names()) {
        shown.add(name.replaceFirst("^net ", "").split(" ")[0]);
      }
    }
    Set<String> known = new TreeSet<>();
    commands.forEach(command -> known.add(command.name()));
    assertThat(shown).isEqualTo(known);
  }

  @Test
  void everyNameOfAnOptionIsThereAndNoOther() {
    Set<String> known = new TreeSet<>();
    for (CommandSpec command : commands) {
      command.options().forEach(option -> known.addAll(List.of(option.names())));
    }
    Matcher shown = OPTION.matcher(PAGE.text());
    while (shown.find()) {
      assertThat(known).contains(shown.group());
    }
    String codes = String.join(" ", PAGE.code()) + " ";
    assertThat(known).allSatisfy(name -> assertThat(codes).contains(name + " "));
  }

  @Test
  void everyExitCodeIsThere() throws IllegalAccessException {
    Set<String> known = new TreeSet<>();
    for (Field code : Exit.class.getFields()) {
      known.add(code.get(null).toString());
    }
    Set<String> shown = new TreeSet<>();
    for (Guide.Row row : PAGE.table("| code | meaning |")) {
      shown.addAll(List.of(row.cells().get(0).split(", ")));
    }
    assertThat(shown).isEqualTo(known);
  }

  /** {@code disable [POINT...]}. */
  private static String synopsis(CommandSpec command) {
    StringBuilder text = new StringBuilder(name(command));
    for (PositionalParamSpec each : command.positionalParameters()) {
      String label = each.paramLabel() + (each.arity().max() > 1 ? "..." : "");
      text.append(each.arity().min() == 0 ? " [" + label + "]" : " " + label);
    }
    return text.toString();
  }

  private static String options(CommandSpec command) {
    Set<String> left = new TreeSet<>();
    boolean asks = command.optionsMap().containsKey("--address");
    for (OptionSpec option : command.options()) {
      String name = longName(option);
      if (!OF_ALL.contains(name) && !(asks && OF_AGENTS.contains(name))) {
        left.add(name + value(option));
      }
    }
    return String.join(", ", left);
  }

  private static String longName(OptionSpec option) {
    for (String name : option.names()) {
      if (name.startsWith("--")) {
        return name;
      }
    }
    throw new AssertionError(option + " has no long name");
  }

  private static String value(OptionSpec option) {
    if (option.arity().max() == 0) {
      return "";
    }
    String label = option.paramLabel();
    return option.arity().min() == 0 ? " [" + label + "]" : " " + label;
  }

  private static String name(CommandSpec command) {
    return command.qualifiedName().substring(JinxCommand.NAME.length() + 1);
  }

  private static List<CommandSpec> commands() {
    Terminal terminal =
        new Terminal(new ByteArrayOutputStream(), new ByteArrayOutputStream(), Map.of(), false);
    List<CommandSpec> found = new ArrayList<>();
    add(JinxCommand.all(terminal), found);
    assertThat(found).hasSizeGreaterThan(20);
    return found;
  }

  private static void add(CommandLine line, List<CommandSpec> to) {
    for (CommandLine command : line.getSubcommands().values()) {
      if (command.getSubcommands().isEmpty()) {
        to.add(command.getCommandSpec());
      } else {
        add(command, to);
      }
    }
  }
}
