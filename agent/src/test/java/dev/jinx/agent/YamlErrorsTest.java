package dev.jinx.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.jinx.bootstrap.Expressions;
import dev.jinx.expression.JexlExpressions;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Every mistake is told with its place, its value, and what would be right. */
class YamlErrorsTest {
  private static final Expressions EXPRESSIONS = new JexlExpressions(type -> {});

  @TempDir Path directory;

  @TestFactory
  List<DynamicTest> saysWhatIsWrong() throws IOException {
    String table;
    try (var in = YamlErrorsTest.class.getResourceAsStream("/yaml-errors.txt")) {
      table = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
    List<DynamicTest> tests = new ArrayList<>();
    List<String> yaml = new ArrayList<>();
    List<String> messages = new ArrayList<>();
    for (String line : (table + "\n").split("\n", -1)) {
      if (line.startsWith("=> ")) {
        messages.add(line.substring(3));
      } else if (!line.isEmpty() && !line.startsWith("#")) {
        yaml.add(line.replace("\\t", "\t").replace("\\u0007", "\u0007"));
      } else if (!messages.isEmpty()) {
        String text = String.join("\n", yaml);
        List<String> wanted = List.copyOf(messages);
        tests.add(dynamicTest(text, () -> assertThat(errors(text)).isEqualTo(wanted)));
        yaml.clear();
        messages.clear();
      }
    }
    assertThat(tests).hasSizeGreaterThan(50);
    return tests;
  }

  private static List<String> errors(String yaml) {
    Problems problems = new Problems();
    Configuration.read(new Options("", problems), "jinx.yaml", yaml, null, EXPRESSIONS, problems);
    return problems.lines();
  }

  @Test
  void stopsAfterTwentyErrors() {
    StringBuilder yaml = new StringBuilder();
    for (int i = 0; i < 25; i++) {
      yaml.append("colour").append(i).append(": x\n");
    }
    assertThat(errors(yaml.toString())).hasSize(21).endsWith("and 5 more errors");
  }

  @Test
  void aMissingFileIsOneLineWithTheWholePath() {
    assertThat(errorsOf("gone/jinx.yaml"))
        .containsExactly(
            "option config: no file 'gone/jinx.yaml' (looked for "
                + new File("gone/jinx.yaml").getAbsolutePath()
                + ")");
  }

  @Test
  void aDirectoryInItsPlaceIsOneLine() {
    assertThat(errorsOf(directory.toString()))
        .containsExactly("option config: '" + directory + "' is a directory; right is a YAML file");
  }

  @Test
  void aByteThatIsNotUtf8HasItsPlace() throws IOException {
    Path file = directory.resolve("latin.yaml");
    Files.write(file, "node: n1\nx: gr\u00FCn\n".getBytes(StandardCharsets.ISO_8859_1));
    assertThat(errorsOf(file.toString()))
        .containsExactly(file + ":2:6: byte 0xFC is not UTF-8; the file has to be UTF-8");
  }

  @Test
  void aFileThatEndsInsideACharacterIsNotUtf8() throws IOException {
    Path file = directory.resolve("cut.yaml");
    Files.write(file, new byte[] {'#', (byte) 0xC3});
    assertThat(errorsOf(file.toString()))
        .containsExactly(file + ":1:2: byte 0xC3 is not UTF-8; the file has to be UTF-8");
  }

  private static List<String> errorsOf(String path) {
    Problems problems = new Problems();
    Configuration.read(new Options("config=" + path, problems), EXPRESSIONS, problems);
    return problems.lines();
  }
}
