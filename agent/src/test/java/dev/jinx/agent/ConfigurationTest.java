package dev.jinx.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jinx.bootstrap.Declaration;
import dev.jinx.bootstrap.Expressions;
import dev.jinx.bootstrap.Position;
import dev.jinx.bootstrap.Settings;
import dev.jinx.expression.JexlExpressions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigurationTest {
  private static final Expressions EXPRESSIONS = new JexlExpressions(type -> {});

  @TempDir Path directory;

  private static Configuration read(String argument, String yaml) {
    Problems problems = new Problems();
    Configuration read =
        Configuration.read(
            new Options(argument, problems), "jinx.yaml", yaml, null, EXPRESSIONS, problems);
    assertThat(problems.lines()).isEmpty();
    return read;
  }

  @Test
  void nothingConfiguredMeansTheDefaults() {
    for (String yaml : new String[] {null, "", "# nothing\n", "points:\n", "---\n", "~"}) {
      Configuration read = read("", yaml);
      Settings settings = read.settings.build();
      assertThat(settings.host()).isEqualTo("127.0.0.1");
      assertThat(settings.port()).isEqualTo(7117);
      assertThat(settings.portFile()).isNull();
      assertThat(settings.token()).isNull();
      assertThat(settings.maxAge()).isEqualTo(3_600_000_000_000L);
      assertThat(settings.retention()).isEqualTo(64L << 20);
      assertThat(settings.hits()).isTrue();
      assertThat(settings.logLevel()).isEqualTo("info");
      assertThat(read.points).isEmpty();
      assertThat(read.annotations).isEmpty();
    }
  }

  @Test
  void theYamlIsTaken() throws IOException {
    Path token = Files.writeString(directory.resolve("token"), "s3cret\n");
    Configuration read =
        read(
            "",
            "node: n1\n"
                + "server: { host: 0.0.0.0, port: 0, port-file: run/n1.port, token-file: '"
                + token
                + "', origins: [ 'https://ci.acme.com:8443' ], max-age: 90s,"
                + " call: false }\n"
                + "log: { retention: 2MB, hits: false, buffer: 1GB, durability: memory, level: warn }\n"
                + "annotations: [ com.acme.FailPoint, com.acme.Outer$Inner ]\n");
    Settings settings = read.settings.build();
    assertThat(read.node).isEqualTo("n1");
    assertThat(settings.host()).isEqualTo("0.0.0.0");
    assertThat(settings.port()).isZero();
    assertThat(settings.portFile()).isEqualTo("run/n1.port");
    assertThat(settings.token()).isEqualTo("s3cret");
    assertThat(settings.origins()).containsExactly("https://ci.acme.com:8443");
    assertThat(settings.maxAge()).isEqualTo(90_000_000_000L);
    assertThat(settings.call()).isFalse();
    assertThat(settings.halt()).isTrue();
    assertThat(settings.retention()).isEqualTo(2L << 20);
    assertThat(settings.hits()).isFalse();
    assertThat(settings.logLevel()).isEqualTo("warn");
    assertThat(read.buffer).isEqualTo(1L << 30);
    assertThat(read.annotations).containsExactly("com.acme.FailPoint", "com.acme.Outer$Inner");
  }

  @Test
  void pointsKeepTheirOrderAndTheirLine() {
    Configuration read =
        read(
            "",
            "points:\n"
                + "  b:\n"
                + "    method: com.acme.Store#commit(long)\n"
                + "  a:\n"
                + "    method: com.acme.Transport+#send(..)\n"
                + "    at: exit\n"
                + "    enabled: true\n"
                + "    one_shot: true\n"
                + "    action: pause(30s)\n"
                + "    parameters: { why: partition, n: 3 }\n");
    PlannedPoint first = read.points.get(0);
    assertThat(first.declaration.name()).isEqualTo("b");
    assertThat(first.declaration.source()).isEqualTo("jinx.yaml:2");
    assertThat(first.declaration.position()).isEqualTo(Position.ENTRY);
    assertThat(first.declaration.terms()).isNull();
    assertThat(first.enabled).isFalse();
    PlannedPoint second = read.points.get(1);
    assertThat(second.declaration.source()).isEqualTo("jinx.yaml:4");
    assertThat(second.declaration.method()).isEqualTo("com.acme.Transport+#send(..)");
    assertThat(second.declaration.position()).isEqualTo(Position.EXIT);
    assertThat(second.declaration.terms().text()).isEqualTo("pause(30s)");
    assertThat(second.declaration.parameters()).isEqualTo(Map.of("why", "partition", "n", "3"));
    assertThat(second.enabled).isTrue();
    assertThat(second.oneShot).isTrue();
  }

  @Test
  void everythingOfAPointIsTaken() {
    Configuration read =
        read(
            "",
            "points:\n"
                + "  a:\n"
                + "    method: com.acme.Store#commit(long)\n"
                + "    at: before call java.io.File#*\n"
                + "    enabled: true\n"
                + "    action: 2*off->25%*sleep(1ms..2ms)->throw(java.io.IOException, \"disk, full\")\n"
                + "    when: args[0] > 7 && thread.name =~ 'sender-.*'\n"
                + "    capture: { amount: 'args[0]', total: this.total }\n"
                + "  b: { method: a.B#c, at: line 42, action: halt(137) }\n");
    Declaration a = read.points.get(0).declaration;
    assertThat(a.position().kind()).isEqualTo(Position.Kind.BEFORE_CALL);
    assertThat(a.position().member()).isEqualTo("java.io.File#*");
    assertThat(a.terms().size()).isEqualTo(3);
    assertThat(a.condition().text()).isEqualTo("args[0] > 7 && thread.name =~ 'sender-.*'");
    assertThat(a.capture().texts()).isEqualTo(Map.of("amount", "args[0]", "total", "this.total"));
    Declaration b = read.points.get(1).declaration;
    assertThat(b.position().line()).isEqualTo(42);
    assertThat(b.terms().has("halt")).isTrue();
    assertThat(b.condition()).isNull();
    assertThat(b.capture()).isNull();
  }

  @Test
  void pointsToEnableAtStartAreNamesOrMappingsWhoseOtherKeysAreParameters() {
    Configuration read =
        read(
            "",
            "error_injections_at_startup:\n"
                + "  - plain\n"
                + "  - name: full\n"
                + "    one_shot: true\n"
                + "    value: 5\n"
                + "    enabled: yes\n");
    StartupPoint plain = read.startup.get(0);
    assertThat(plain.name).isEqualTo("plain");
    assertThat(plain.oneShot).isFalse();
    assertThat(plain.parameters).isEmpty();
    assertThat(plain.where).isEqualTo("jinx.yaml:2:5");
    StartupPoint full = read.startup.get(1);
    assertThat(full.name).isEqualTo("full");
    assertThat(full.oneShot).isTrue();
    assertThat(full.parameters).isEqualTo(Map.of("value", "5", "enabled", "yes"));
  }

  @Test
  void theSwitchesOfTheServerAreOnUnlessTurnedOff() {
    Settings on = read("", "server: { call: true }").settings.build();
    assertThat(on.call() && on.halt() && on.points()).isTrue();
    Settings off = read("", "server: { call: false, halt: false, points: false }").settings.build();
    assertThat(off.call() || off.halt() || off.points()).isFalse();
  }

  @Test
  void anOptionWinsOverTheYamlWhichIsCheckedAllTheSame() {
    assertThat(read("port=0,node=n2", "node: n1\nserver: { port: 9 }").settings.build().port())
        .isZero();
    Problems problems = new Problems();
    Configuration.read(
        new Options("port=0", problems),
        "jinx.yaml",
        "server: { port: [] }",
        null,
        EXPRESSIONS,
        problems);
    assertThat(problems.lines())
        .containsExactly("jinx.yaml:1:17: server.port is a list; right is a single value");
  }

  @Test
  void aByteOrderMarkIsNoPartOfTheFirstKey() throws IOException {
    Path file = Files.writeString(directory.resolve("bom.yaml"), "\uFEFFnode: n1\n");
    Problems problems = new Problems();
    assertThat(
            Configuration.read(new Options("config=" + file, problems), EXPRESSIONS, problems).node)
        .isEqualTo("n1");
    assertThat(problems.lines()).isEmpty();
  }

  @Test
  void offLoopbackATokenIsNeeded() {
    for (String host : new String[] {"0.0.0.0", "::", "192.168.1.2", "127.0.0.1.evil.com", "n1"}) {
      Problems problems = new Problems();
      Configuration.read(new Options("host=" + host, problems), EXPRESSIONS, problems);
      assertThat(problems.lines())
          .containsExactly(
              "option host: '"
                  + host
                  + "' can be reached from other machines, which may do anything then; right is"
                  + " 127.0.0.1, or a token-file beside it");
    }
    for (String host : new String[] {"127.0.0.2", "localhost", "::1", "[::1]"}) {
      read("host=" + host, null);
    }
  }

  @Test
  void aTokenFileHoldsOneToken() throws IOException {
    String[][] table = {
      {"", "is empty; right is a file that holds the token"},
      {"a b", "holds more than one line or word; right are printable ASCII characters"},
      {"a\nb", "holds more than one line or word; right are printable ASCII characters"},
      {"gr\u00FCn", "holds more than one line or word; right are printable ASCII characters"},
      {"x".repeat(5_000), "holds more than a token of 4096 characters"},
    };
    for (String[] row : table) {
      Path file = Files.writeString(directory.resolve("token"), row[0]);
      Problems problems = new Problems();
      Configuration.read(new Options("token-file=" + file, problems), EXPRESSIONS, problems);
      assertThat(problems.lines()).containsExactly("option token-file: '" + file + "' " + row[1]);
    }
  }
}
