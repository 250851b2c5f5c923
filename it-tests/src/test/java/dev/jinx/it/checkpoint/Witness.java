package dev.jinx.it.checkpoint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Looks at the file without a lock and without the client: always whole, nothing ever goes back.
 */
final class Witness {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final Path file;
  private final Map<String, Map<String, Long>> highest = new HashMap<>();

  Witness(Path file) {
    this.file = file;
  }

  /** Reads the file and compares it with all that was seen before. */
  Map<String, Map<String, Long>> look() {
    if (!Files.exists(file) && highest.isEmpty()) {
      return Map.of();
    }
    Map<String, Map<String, Long>> now = new HashMap<>();
    for (Map.Entry<String, JsonNode> entry : read().properties()) {
      now.put(entry.getKey(), Place.steps(entry.getValue().path("cursor").asText()));
    }
    highest.forEach(
        (key, steps) -> check(key, steps, now.getOrDefault(key, Map.of()), "went back"));
    highest.putAll(now);
    return now;
  }

  /** Checks that all in a journal is stored; answers how many notes there are. */
  int compare(Path journal) throws IOException {
    Map<String, Map<String, Long>> now = look();
    String text = Files.readString(journal);
    List<String> notes = text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
    for (String note : notes) {
      int blank = note.indexOf(' ');
      String key = note.substring(0, blank);
      check(key, Place.steps(note.substring(blank + 1)), now.getOrDefault(key, Map.of()), "lost");
    }
    return notes.size();
  }

  private JsonNode read() {
    String text = "";
    try {
      text = Files.readString(file);
      JsonNode checkpoints = MAPPER.readTree(text).path("checkpoints");
      if (checkpoints.isObject()) {
        return checkpoints;
      }
    } catch (IOException noJson) {
      throw new AssertionError("torn: " + file + " has '" + text + "'", noJson);
    }
    throw new AssertionError("torn: " + file + " has '" + text + "'");
  }

  private static void check(
      String key, Map<String, Long> wanted, Map<String, Long> there, String what) {
    if (!Place.reached(wanted, there)) {
      throw new AssertionError(what + ": " + key + " was at " + wanted + " and is at " + there);
    }
  }
}
