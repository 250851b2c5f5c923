package dev.jinx.expression;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.Message;
import com.acme.Peer;
import dev.jinx.bootstrap.Expressions;
import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.commons.jexl3.JexlArithmetic;
import org.junit.jupiter.api.Test;

/** What using expressions loads in a JVM whose application has not begun yet. */
class QuietTest {
  @Test
  void noLoggingAndNoManagementIsTouched() throws Exception {
    String path =
        place(JexlExpressions.class)
            + File.pathSeparator
            + place(JexlArithmetic.class)
            + File.pathSeparator
            + place(QuietTest.class);
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xbootclasspath/a:" + bootPlace(),
                "-Xlog:disable",
                "-Xlog:class+load:stdout",
                "-cp",
                path,
                Use.class.getName())
            .redirectErrorStream(true)
            .start();
    List<String> lines = process.inputReader().lines().toList();

    assertThat(process.waitFor()).as(String.join("\n", lines)).isZero();
    assertThat(lines).anyMatch(line -> line.contains("org.apache.commons.jexl3.parser.Parser "));
    assertThat(lines)
        .noneMatch(line -> line.contains("java.util.logging."))
        .noneMatch(line -> line.contains("org.apache.commons.logging."))
        .noneMatch(line -> line.contains("java.lang.management."))
        .noneMatch(line -> line.contains("javax.management."))
        .noneMatch(line -> line.contains("org.apache.commons.jexl3.internal.Interpreter "));
  }

  /** Reads, computes and refuses expressions of all kinds. */
  static final class Use {
    public static void main(String[] args) throws Exception {
      JexlExpressions expressions = new JexlExpressions(type -> {});
      Message message = new Message(new Peer("n2", 1));
      Values values = TestValues.of(message, message, 7);
      check(expressions.read("args[1] == 7 && thread.name =~ 'main'", false).holds(values));
      check(
          expressions
              .read("this.peer.name == 'n2' and this.route(1, 'x') != 3", false)
              .holds(values));
      check(
          expressions.readAll(Map.of("x", "this", "y", "1 / 0"), false).render(values).length > 0);
      for (String bad :
          List.of(
              "",
              "x",
              "hit =",
              "hit = 3",
              "'",
              "new X()",
              "x -> x",
              "#pragma a 1",
              "`${x}`",
              "@x hit",
              "hit; hit",
              "hit =~ '['",
              "foo(1)",
              "a:b(1)",
              "var x",
              "1..2..",
              "~/[/")) {
        try {
          expressions.condition(bad, false);
          throw new AssertionError("not refused: " + bad);
        } catch (dev.jinx.bootstrap.ExpressionException e) {
          check(!e.reason().isEmpty());
        }
      }
      for (String failing :
          List.of("this.nope", "args[9]", "hit", "this.broken == 1", "hit > this")) {
        try {
          expressions.read(failing, false).holds(values);
          throw new AssertionError("did not fail: " + failing);
        } catch (Failure e) {
          check(!e.reason().isEmpty());
        }
      }
    }

    private static void check(boolean right) {
      if (!right) {
        throw new AssertionError();
      }
    }
  }

  private static String place(Class<?> type) throws Exception {
    return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
  }

  /** Where the agent's boot classes are: classes from boot have no code source. */
  private static String bootPlace() throws Exception {
    String resource = Expressions.class.getName().replace('.', '/') + ".class";
    String url = ClassLoader.getSystemResource(resource).toString();
    String root = url.substring(0, url.length() - resource.length());
    return Path.of(java.net.URI.create(root)).toString();
  }
}
