package dev.jinx.it.guide;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.jinx.it.Http;
import dev.jinx.it.Ports;
import dev.jinx.it.TargetJvm;
import dev.jinx.it.Targets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The pages about connections and messages, with two nodes, of which one sends to the other. */
@ExtendWith(Targets.class)
class NetworkGuideIT {
  private static final String PEER = "10.0.0.2:2888";

  private final String peer = "127.0.0.2:" + Ports.free();

  @Test
  void connectionsAreCutAndShown() {
    Guide page = Guide.of("network.md");
    List<String> yaml = new ArrayList<>();
    for (String line : page.take("yaml", 0)) {
      yaml.add(line.replace(PEER, peer).replace("10.0.0.0/8", "127.0.0.0/8"));
    }
    List<String> cut = page.take("", 0);
    try (TargetJvm n2 = node(Folder.with(List.of("points: {}")), port());
        TargetJvm n1 = sender(Folder.with(yaml));
        Session shell = new Folder().shell(n1)) {
      String cursor = Http.parse(shell.run(command(cut.get(0))).get(0)).get("cursor").asText();
      JsonNode event = n1.http().await("to-n2", "since=" + cursor);
      Shown.within(page.take("json", 0), List.of(event.toString()));
      List<String> net = page.take("", 1);
      JsonNode shown = Http.parse(String.join("", net.subList(1, net.size())));
      JsonNode told = Http.parse(shell.run(command(net.get(0))).get(0));
      assertThat(told.fieldNames()).toIterable().containsExactlyElementsOf(names(shown));
      JsonNode connection = told.get("connections").get(0);
      assertThat(connection.fieldNames())
          .toIterable()
          .containsExactlyElementsOf(names(shown.get("connections").get(0)));
      assertThat(connection.get("peer").asText()).isEqualTo(peer);
      shell.run(command(cut.get(1)));
      assertThat(n1.http().point("to-n2").get("enabled").asBoolean()).isFalse();
      assertThat(n2.process().isAlive()).isTrue();
    }
    assertThat(page.leftBy(getClass())).isEmpty();
  }

  @Test
  void messagesAreHeldAndLetGoInAnyOrder() {
    Guide page = Guide.of("messages.md");
    Folder folder = Folder.with(page.take("yaml", 0));
    try (TargetJvm n2 = node(Folder.with(List.of("points: {}")), port());
        TargetJvm n1 = sender(folder);
        Session shell = folder.shell(n1)) {
      Runnable threeAreSent = () -> n1.http().await("append", "since=earliest&count=3");
      String one = "{\"released\":1,\"kept\":0}";
      assertThat(String.join("", shell.run(page.take("sh", 0), threeAreSent)))
          .contains("\"captured\":{\"to\":\"n2\",\"index\":", one + one);
      JsonNode dropped = n1.http().await("append", "since=earliest&phase=released&count=2");
      assertThat(dropped.get("outcome").asText()).isEqualTo("drop");
      assertThat(n2.process().isAlive()).isTrue();
    }
    assertThat(page.leftBy(getClass())).isEmpty();
  }

  private String port() {
    return peer.substring(peer.indexOf(':') + 1);
  }

  private static TargetJvm node(Folder folder, String arguments) {
    return folder.start(List.of(Folder.COMMAND.get(0) + " " + arguments));
  }

  private TargetJvm sender(Folder folder) {
    return node(folder, Ports.free() + " n2=" + peer);
  }

  /** Without the prompt. */
  private static List<String> command(String shown) {
    return List.of(shown.substring(2));
  }

  private static List<String> names(JsonNode object) {
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }
}
