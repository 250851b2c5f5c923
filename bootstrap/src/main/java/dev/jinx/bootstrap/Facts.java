package dev.jinx.bootstrap;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What events tell of each hit on a connection: its facts, and what was to be captured besides. */
final class Facts implements Capture {
  private final @Nullable Capture further;

  Facts(@Nullable Capture further) {
    this.further = further;
  }

  @Override
  public Map<String, String> texts() {
    return further == null ? Collections.emptyMap() : further.texts();
  }

  @Override
  public byte[] render(HitView hit) {
    StringBuilder json = new StringBuilder("{");
    Carried carried = hit.carried();
    if (carried != null) {
      for (Map.Entry<String, Object> fact : carried.facts().entrySet()) {
        if (further != null && further.texts().containsKey(fact.getKey())) {
          continue;
        }
        if (json.length() > 1) {
          json.append(',');
        }
        json.append('"').append(fact.getKey()).append("\":");
        if (fact.getValue() instanceof Number) {
          json.append(fact.getValue());
        } else {
          // Addresses and words of ours: nothing in them has to be escaped.
          json.append('"').append(fact.getValue()).append('"');
        }
      }
    }
    if (further == null) {
      return json.append('}').toString().getBytes(StandardCharsets.UTF_8);
    }
    byte[] own = json.toString().getBytes(StandardCharsets.UTF_8);
    byte[] theirs = further.render(hit);
    // Both are objects: what follows the other's brace goes on behind ours.
    boolean empty = theirs.length <= 2;
    byte[] both = new byte[own.length + (empty ? 1 : theirs.length)];
    System.arraycopy(own, 0, both, 0, own.length);
    if (empty) {
      both[own.length] = '}';
    } else {
      both[own.length] = (byte) (own.length > 1 ? ',' : ' ');
      System.arraycopy(theirs, 1, both, own.length + 1, theirs.length - 1);
    }
    return both;
  }
}
