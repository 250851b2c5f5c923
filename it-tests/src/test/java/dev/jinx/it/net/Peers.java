package dev.jinx.it.net;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** A peer for each line, made when it is asked for: so that lines have points of their own. */
final class Peers implements AutoCloseable {
  private final Map<String, Peer> byLine = new LinkedHashMap<>();

  Peer of(String line) {
    return byLine.computeIfAbsent(line, any -> new Peer());
  }

  @Override
  public void close() throws IOException {
    for (Peer peer : byLine.values()) {
      peer.close();
    }
  }
}
