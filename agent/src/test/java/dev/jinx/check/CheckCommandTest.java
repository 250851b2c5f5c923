package dev.jinx.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jinx.bootstrap.Point;
import dev.jinx.bootstrap.Points;
import dev.jinx.client.json.Json;
import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What {@code check} says of a configuration and a program. */
class CheckCommandTest {
  @TempDir static Path shared;
  private static Path classes;

  @TempDir Path directory;
  private final ClassLoader before = Thread.currentThread().getContextClassLoader();

  private record Result(int status, List<String> out, String err) {}

  @BeforeAll
  static void compile() throws IOException {
    classes = AcmeProgram.classes(shared);
  }

  @BeforeEach
  @AfterEach
  void forget() {
    // A check declares its points in its own JVM, which ends with it.
    for (Point point : Points.all()) {
      Points.remove(point);
    }
    Thread.currentThread().setContextClassLoader(before);
  }

  private Result check(String yaml, String... arguments) throws IOException {
    Path file = Files.writeString(directory.resolve("jinx.yaml"), yaml);
    List<String> all = new ArrayList<>(List.of(file.toString()));
    all.addAll(List.of(arguments));
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine line = new CommandLine(new CheckExtra().command());
    line.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
    int status = line.execute(all.toArray(String[]::new));
    String text = out.toString().replace(directory + File.separator, "");
    return new Result(status, text.lines().toList(), err.toString());
  }

  private void assertMisfit(String point, String message) throws IOException {
    Result result = check("points:\n  x: { " + point + " }\n", "--class-path", classes.toString());
    assertThat(result.out()).containsExactly(message, "1 point: 0 fit, 1 does not");
    assertThat(result.status()).isEqualTo(1);
    forget();
  }

  private void assertFits(String point, String message) throws IOException {
    Result result = check("points:\n  x: { " + point + " }\n", "--class-path", classes.toString());
    assertThat(result.out()).containsExactly(message, "1 point: 1 fits");
    assertThat(result.status()).isZero();
    forget();
  }

  @Test
  void tellsEachClassAndMethodThatIsNotThereWithTheNearest() throws IOException {
    assertMisfit(
        "method: com.acme.Stor#commit",
        "jinx.yaml:2:16: point 'x': com.acme.Stor#commit: no class 'com.acme.Stor'; did you mean"
            + " 'com.acme.Store'?");
    assertMisfit(
        "method: org.acme.Store#commit",
        "jinx.yaml:2:16: point 'x': org.acme.Store#commit: no class 'org.acme.Store'; did you mean"
            + " 'com.acme.Store'?");
    assertMisfit(
        "method: com.acme.Store.Faults#corrupt",
        "jinx.yaml:2:16: point 'x': com.acme.Store.Faults#corrupt: no class"
            + " 'com.acme.Store.Faults'; did you mean 'com.acme.Store$Faults'?");
    assertMisfit(
        "method: com.acme.Store#comit",
        "jinx.yaml:2:16: point 'x': com.acme.Store#comit: com.acme.Store has no method 'comit';"
            + " did you mean 'commit'?");
    assertMisfit(
        "method: com.acme.Store#commit(int)",
        "jinx.yaml:2:16: point 'x': com.acme.Store#commit(int): com.acme.Store has no method"
            + " 'commit' with such arguments; did you mean 'commit(long)'?");
    assertMisfit(
        "method: 'com.acme.**Shop#commit'",
        "jinx.yaml:2:16: point 'x': com.acme.**Shop#commit: no class matches 'com.acme.**Shop'");
    assertMisfit(
        "method: com.acme.*#nothing",
        "jinx.yaml:2:16: point 'x': com.acme.*#nothing: 8 classes match, none with such a method"
            + " that has a body");
    assertMisfit(
        "method: com.acme.FailPoint+#x",
        "jinx.yaml:2:16: point 'x': com.acme.FailPoint+#x: 1 classes match, none with such a"
            + " method that has a body");
    assertMisfit(
        "method: com.acme.Transport#send",
        "jinx.yaml:2:16: point 'x': com.acme.Transport#send: send(java.lang.String) is abstract or"
            + " native and has no body; '+' after the class selects the methods that implement it");
    assertMisfit(
        "method: java.lang.Object#hashCode",
        "jinx.yaml:2:16: point 'x': java.lang.Object#hashCode: cannot be woven: java.lang.Object is"
            + " needed by a hit itself");
  }

  @Test
  void tellsPlacesThatAreNotInTheMethod() throws IOException {
    assertMisfit(
        "method: com.acme.Store#commit, at: line 42",
        "jinx.yaml:2:43: point 'x': com.acme.Store#commit: commit(long) has no code on line 42;"
            + " the nearest lines with code are 11");
    assertMisfit(
        "method: com.acme.Store#commit, at: after call java.lang.String#trim",
        "jinx.yaml:2:43: point 'x': com.acme.Store#commit: commit(long) does not call"
            + " java.lang.String#trim; it calls java.lang.String#valueOf,"
            + " java.lang.Long#parseLong");
  }

  @Test
  void tellsActionsThatCannotActInTheMethod() throws IOException {
    assertMisfit(
        "method: com.acme.Store#commit, action: 'return(\"x\")'",
        "jinx.yaml:2:47: point 'x': com.acme.Store#commit(long) returns long; \"x\" is not one");
    assertMisfit(
        "method: com.acme.Store#mode, action: return(ONN)",
        "jinx.yaml:2:45: point 'x': com.acme.Store#mode() returns com.acme.Store$Mode; ONN is not"
            + " one; its constants are [ON, OFF]");
    assertMisfit(
        "method: com.acme.Store#<init>, action: return",
        "jinx.yaml:2:47: point 'x': return cannot leave com.acme.Store#<init>(long): a constructor"
            + " must construct");
    assertMisfit(
        "method: com.acme.Store#commit, action: throw(com.acme.Odd)",
        "jinx.yaml:2:47: point 'x': there is no class 'com.acme.Odd', as"
            + " com.acme.Store#commit(long) sees classes; did you mean 'com.acme.Store$Odd'?");
    assertMisfit(
        "method: com.acme.Store#commit, action: 'throw(com.acme.Store$Odd, \"x\")'",
        "jinx.yaml:2:47: point 'x': com.acme.Store$Odd has no constructor that takes a message; it"
            + " has [public com.acme.Store$Odd(int)]");
    assertMisfit(
        "method: com.acme.Store#commit, action: call(com.acme.Store$Faults#corrup)",
        "jinx.yaml:2:47: point 'x': com.acme.Store$Faults has no static method corrup(), (Object"
            + " self, Object[] args) or (Map hit); did you mean 'corrupt'?");
  }

  @Test
  void tellsWhatAPointOnConnectionsIsOnAndWhatCannotActThere() throws IOException {
    assertFits(
        "method: 'net#write,close(n2:2888; local :2181)', action: 3*drop->delay(5ms..10ms)",
        "x: on connections: net#write, net#close");
    assertFits(
        "method: net#read, action: throw(java.io.IOException), when: bytes > 3",
        "x: on connections: net#read");
    assertMisfit(
        "method: net#read, action: return(3)",
        "jinx.yaml:2:34: point 'x': return cannot leave net#read: a connection has no value; right"
            + " are drop, reset, refuse and the like");
    assertMisfit(
        "method: net#read, action: throw(com.acme.Odd)",
        "jinx.yaml:2:34: point 'x': there is no class 'com.acme.Odd', as net#read sees classes; did"
            + " you mean 'com.acme.Store$Odd'?");
    assertMisfit(
        "method: com.acme.Store#commit, action: reset",
        "jinx.yaml:2:47: point 'x': reset acts on what a connection carries, at a point such as"
            + " net#write; com.acme.Store#commit(long) is a method");
  }

  @Test
  void tellsHowManyMethodsFit() throws IOException {
    assertFits("method: com.acme.Store#commit", "x: 1 method: com.acme.Store#commit(long)");
    assertFits(
        "method: com.acme.Transport+#send",
        "x: 2 methods: com.acme.Transport$Tcp#send(java.lang.String),"
            + " com.acme.Transport$Udp#send(java.lang.String)");
    assertFits(
        "method: com.acme.Store#commit, at: before call java.lang.String#valueOf",
        "x: 1 method, before call java.lang.String#valueOf: com.acme.Store#commit(long)");
    assertFits(
        "method: com.acme.Store#mode, at: line 13", "x: 1 method, line 13: com.acme.Store#mode()");
    assertFits(
        "method: com.acme.Store#mode, action: 2*off->return(OFF)",
        "x: 1 method: com.acme.Store#mode()");
    assertFits(
        "method: com.acme.Store#commit, action: call(com.acme.Store$Faults#corrupt)",
        "x: 1 method: com.acme.Store#commit(long)");
    assertFits(
        "method: java.util.concurrent.CountDownLatch#await()",
        "x: 1 method: java.util.concurrent.CountDownLatch#await()");
  }

  @Test
  void tellsMistakesOfTheFileAndCountsTheirPointAsOneThatDoesNotFit() throws IOException {
    Result result =
        check(
            "points:\n"
                + "  good: { method: com.acme.Store#commit }\n"
                + "  bad: { method: com.acme.Store#commit, when: 'arg[0] > 1' }\n"
                + "error_injections_at_startup: [ good, marked, goood ]\n"
                + "annotations: [ com.acme.FailPoint ]\n"
                + "server: { token-file: secrets/token }\n",
            "--class-path",
            classes.toString());
    assertThat(result.out())
        .containsExactly(
            "good: 1 method: com.acme.Store#commit(long)",
            "marked: 1 method: com.acme.Store#marked()",
            "jinx.yaml:3:48: points.bad.when: 'arg[0] > 1': unknown variable 'arg'; did you mean"
                + " 'args'?",
            "jinx.yaml:4:46: point 'goood': neither this file nor an annotation declares it; did"
                + " you mean 'good'?",
            "3 points: 2 fit, 1 does not; 2 other problems");
    assertThat(result.status()).isEqualTo(1);
  }

  @Test
  void looksIntoNestedJarsAndFoldersAsLaunchersDo() throws IOException {
    String yaml = "points: { x: { method: com.acme.Store#commit } }\n";
    Path empty = Files.createDirectory(directory.resolve("empty"));
    Path plain = AcmeProgram.jar(directory.resolve("acme.jar"), classes, "", "", List.of());
    Path boot =
        AcmeProgram.jar(directory.resolve("boot.jar"), empty, "", "BOOT-INF/lib/", List.of(plain));
    Path bootClasses =
        AcmeProgram.jar(directory.resolve("b.jar"), classes, "BOOT-INF/classes/", "", List.of());
    Path war =
        AcmeProgram.jar(directory.resolve("w.war"), classes, "WEB-INF/classes/", "", List.of());
    Path ear = AcmeProgram.jar(directory.resolve("e.ear"), empty, "", "", List.of(war));
    Path lib = Files.createDirectory(directory.resolve("lib"));
    Files.copy(plain, lib.resolve("acme.jar"));
    for (String path :
        List.of(
            plain.toString(),
            boot.toString(),
            bootClasses.toString(),
            war.toString(),
            ear.toString(),
            lib + File.separator + "*",
            empty + File.pathSeparator + plain)) {
      Result result = check(yaml, "--class-path", path);
      assertThat(result.out())
          .as(path)
          .containsExactly("x: 1 method: com.acme.Store#commit(long)", "1 point: 1 fits");
      forget();
    }
  }

  @Test
  void checksPacksInPlaceOfAFileAndThoseThatAFileNames() throws IOException {
    Path pack =
        Files.writeString(
            directory.resolve("acme.yaml"),
            "points: { acme.a: { method: com.acme.Store#commit }, acme.b: { method: com.acme.S#x"
                + " } }\n");
    Result named = check("packs: [ acme.yaml ]\n", "--class-path", classes.toString());
    assertThat(named.out())
        .containsExactly(
            "acme.a: 1 method: com.acme.Store#commit(long)",
            "acme.yaml:1:72: point 'acme.b': com.acme.S#x: no class 'com.acme.S'; did"
                + " you mean 'com.acme.Store'?",
            "2 points: 1 fits, 1 does not");
    forget();
    StringWriter out = new StringWriter();
    int status =
        new CommandLine(new CheckExtra().command())
            .setOut(new PrintWriter(out, true))
            .execute("--pack", pack.toString(), "--pack=nety", "-cp", classes.toString());
    assertThat(status).isEqualTo(1);
    assertThat(out.toString().replace(directory + File.separator, "").lines())
        .startsWith(named.out().get(0), "option --pack: no pack 'nety'; did you mean 'netty'?");
  }

  @Test
  void answersInJson() throws IOException {
    Result result =
        check(
            "points: { x: { method: com.acme.Store#comit } }\n",
            "--json",
            "--class-path",
            classes.toString());
    Map<String, Object> json = Json.object(String.join("\n", result.out()));
    assertThat(json).containsEntry("fits", false).containsEntry("problems", List.of());
    Map<?, ?> point = (Map<?, ?>) ((List<?>) json.get("points")).get(0);
    assertThat(point.get("name")).isEqualTo("x");
    assertThat(point.get("methods")).isEqualTo(List.of());
    Map<?, ?> problem = (Map<?, ?>) ((List<?>) point.get("problems")).get(0);
    assertThat(problem.get("place")).isEqualTo("jinx.yaml:1:24");
    assertThat(result.status()).isEqualTo(1);
  }

  @Test
  void whatCannotBeReadIsStatusTwo() throws IOException {
    Path text = Files.writeString(directory.resolve("text.jar"), "no jar");
    for (String path : List.of("none.jar", text.toString(), directory + File.separator + "*")) {
      Files.deleteIfExists(path.endsWith("*") ? text : directory.resolve("nothing"));
      Result result = check("points: {}\n", "--class-path", path);
      assertThat(result.status()).as(path).isEqualTo(2);
      assertThat(result.err()).startsWith("jinx: ").hasLineCount(1);
    }
    assertThat(check("points: {}\n").status()).isEqualTo(2);
    StringWriter err = new StringWriter();
    int status =
        new CommandLine(new CheckExtra().command())
            .setErr(new PrintWriter(err, true))
            .execute("none.yaml", "--class-path", classes.toString());
    assertThat(status).isEqualTo(2);
    assertThat(err.toString()).isEqualTo("jinx: cannot read the file 'none.yaml'\n");
  }

  @Test
  void itsHelpHasAnExample() {
    CommandLine line = new CommandLine(new CheckExtra().command());
    String footer = String.join("\n", line.getCommandSpec().usageMessage().footer());
    assertThat(footer).contains("Example").containsPattern("jinx.jar check .*--class-path");
    assertThat(line.getCommandSpec().optionsMap()).containsKeys("--help", "--json");
  }
}
