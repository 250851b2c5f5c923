package dev.jinx.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OptionsTest {
  private final Problems problems = new Problems();

  private Options options(String argument, Map<String, String> environment) {
    return new Options(argument, problems) {
      @Override
      String environment(String variable) {
        return environment.get(variable);
      }
    };
  }

  @AfterEach
  void clear() {
    System.clearProperty("jinx.port-file");
  }

  @Test
  void theArgumentWinsOverThePropertyOverTheEnvironment() {
    Map<String, String> environment = Map.of("JINX_PORT_FILE", "e");
    Value value = options("", environment).get("port-file");
    assertThat(value.text).isEqualTo("e");
    assertThat(value.where).isEqualTo("environment variable JINX_PORT_FILE");
    System.setProperty("jinx.port-file", "p");
    value = options("", environment).get("port-file");
    assertThat(value.text).isEqualTo("p");
    assertThat(value.where).isEqualTo("system property jinx.port-file");
    value = options("port-file=a", environment).get("port-file");
    assertThat(value.text).isEqualTo("a");
    assertThat(value.where).isEqualTo("option port-file");
  }

  @Test
  void valuesHoldBlanksAndEqualsSigns() {
    Options options = options("config=/a b/c=d#+.yaml, port=0,", Map.of());
    assertThat(options.get("config").text).isEqualTo("/a b/c=d#+.yaml");
    assertThat(options.get("port").text).isEqualTo("0");
    assertThat(problems.lines()).isEmpty();
  }

  @Test
  void otherVariablesAndPropertiesAreIgnored() {
    options("", Map.of("JINX_ADDRESS", "x", "JINX_PORTS", "y"));
    assertThat(problems.lines()).isEmpty();
  }

  @Test
  void anEmptyVariableIsNotSet() {
    assertThat(options("", Map.of("JINX_CONFIG", " ")).get("config")).isNull();
  }

  @Test
  void aWrongArgumentIsToldWithTheNearestName() {
    String[][] table = {
      {"prot=1", "unknown option 'prot'; did you mean 'port'?"},
      {
        "colour=red",
        "unknown option 'colour'; options are config, host, port, port-file, node, token-file,"
            + " on-error, log-level, main, enable"
      },
      {"jinx.yaml", "'jinx.yaml' is not key=value, such as config=jinx.yaml"},
      {"config", "option 'config' has no value; right is config=VALUE"},
      {"config=", "option 'config' has no value; right is config=VALUE"},
      {"port=1,port=2", "option 'port' is there twice"},
    };
    for (String[] row : table) {
      Problems wrong = new Problems();
      List<String> lines = List.of("agent argument: " + row[1]);
      assertThat(new Options(row[0], wrong)).isNotNull();
      assertThat(wrong.lines()).isEqualTo(lines);
    }
  }
}
