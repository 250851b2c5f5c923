package dev.jinx.cli;

import dev.jinx.client.Api;
import dev.jinx.client.Settings;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Mixin;

/** The options that say which nodes make the network. */
final class NetNodes {
  @Mixin private final Connection connection = new Connection();
  @Mixin private final Nodes nodes = new Nodes();

  boolean json() {
    return connection.json();
  }

  /** Connects to nothing yet. */
  Map<String, Api> apis(Terminal terminal) {
    Settings settings = connection.api(terminal).settings();
    Map<String, Api> apis = new LinkedHashMap<>();
    nodes.named(terminal).forEach((name, at) -> apis.put(name, new Api(settings.at(at))));
    return apis;
  }
}
