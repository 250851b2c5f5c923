package dev.jinx.client.checkpoint;

import dev.jinx.client.checkpoint.CheckpointException.Kind;
import dev.jinx.client.json.Json;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is in a checkpoint file, immutable, with all that is not understood in its place:
 *
 * <pre>{@code
 * {"jinx":"checkpoints","version":1,"checkpoints":{"KEY":{"cursor":"n1@4.12"}}}
 * }</pre>
 */
final class Checkpoints {
  private static final String MARK = "checkpoints";
  private static final long VERSION = 1;

  /** What a file that is not there holds. */
  static final Checkpoints NONE = new Checkpoints(empty(), Map.of());

  private final Map<String, Object> root;
  private final Map<String, NodePositions> positions;

  private Checkpoints(Map<String, Object> root, Map<String, NodePositions> positions) {
    this.root = root;
    this.positions = positions;
  }

  /**
   * Reads a file's bytes.
   *
   * @throws CheckpointException if they are no checkpoint file of this version
   */
  static Checkpoints parse(Path file, byte[] bytes) {
    Map<String, Object> root = object(json(file, bytes));
    if (!MARK.equals(root.get("jinx"))) {
      throw corrupt(file, "it has no \"jinx\":\"" + MARK + "\"", null);
    }
    checkVersion(file, root.get("version"));
    Map<String, NodePositions> positions = new LinkedHashMap<>();
    if (!(root.get(MARK) instanceof Map<?, ?> entries)) {
      throw corrupt(file, "\"" + MARK + "\" is not an object", null);
    }
    for (Map.Entry<?, ?> entry : entries.entrySet()) {
      positions.put(String.valueOf(entry.getKey()), position(file, entry));
    }
    return new Checkpoints(root, positions);
  }

  /** Each key's position. */
  Map<String, NodePositions> all() {
    return positions;
  }

  @Nullable NodePositions position(String key) {
    return positions.get(key);
  }

  Checkpoints with(String key, NodePositions position) {
    Map<String, Object> entries = object(root.get(MARK));
    Map<String, Object> entry = object(entries.get(key));
    entry.put("cursor", position.toString());
    entries.put(key, entry);
    Map<String, NodePositions> next = new LinkedHashMap<>(positions);
    next.put(key, position);
    return new Checkpoints(rootWith(entries), next);
  }

  Checkpoints without(String key) {
    Map<String, Object> entries = object(root.get(MARK));
    entries.remove(key);
    Map<String, NodePositions> next = new LinkedHashMap<>(positions);
    next.remove(key);
    return new Checkpoints(rootWith(entries), next);
  }

  /** As a file holds it. */
  byte[] bytes() {
    String text = Json.write(root);
    StringBuilder out = new StringBuilder(text.length() + 1);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isSurrogate(c)) {
        // One alone has no UTF-8; JSON may hold it all the same.
        out.append("\\u").append(Integer.toHexString(c));
      } else {
        out.append(c);
      }
    }
    return out.append('\n').toString().getBytes(StandardCharsets.UTF_8);
  }

  private static @Nullable Object json(Path file, byte[] bytes) {
    if (bytes.length == 0) {
      throw corrupt(file, "it is empty", null);
    }
    try {
      ByteBuffer whole = ByteBuffer.wrap(bytes);
      return Json.parse(StandardCharsets.UTF_8.newDecoder().decode(whole).toString());
    } catch (CharacterCodingException e) {
      throw corrupt(file, "it is not UTF-8", e);
    } catch (IOException e) {
      throw corrupt(file, String.valueOf(e.getMessage()).replace('\n', ' '), e);
    }
  }

  /** A copy of an object; an empty one of anything else. */
  private static Map<String, Object> object(@Nullable Object value) {
    Map<String, Object> copy = new LinkedHashMap<>();
    if (value instanceof Map<?, ?> map) {
      map.forEach((name, member) -> copy.put(String.valueOf(name), member));
    }
    return copy;
  }

  private static void checkVersion(Path file, @Nullable Object version) {
    boolean huge = version instanceof BigInteger big && big.signum() > 0;
    long number = version instanceof Long small ? small : huge ? Long.MAX_VALUE : 0;
    if (number < VERSION) {
      throw corrupt(file, "its \"version\" is " + version, null);
    }
    if (number > VERSION) {
      String what = "a later Jinx wrote it, version " + version + "; known here: " + VERSION;
      throw new CheckpointException(Kind.NEWER_VERSION, file, what, null);
    }
  }

  private static NodePositions position(Path file, Map.Entry<?, ?> entry) {
    if (entry.getValue() instanceof Map<?, ?> map && map.get("cursor") instanceof String cursor) {
      try {
        return NodePositions.parse(cursor);
      } catch (IllegalArgumentException e) {
        throw corrupt(file, "at key '" + entry.getKey() + "': " + e.getMessage(), e);
      }
    }
    throw corrupt(file, "at key '" + entry.getKey() + "': no cursor", null);
  }

  private static CheckpointException corrupt(Path file, String why, @Nullable Throwable cause) {
    String what = "not a whole checkpoint file (" + why + "); left as it is";
    return new CheckpointException(Kind.CORRUPT, file, what, cause);
  }

  private Map<String, Object> rootWith(Map<String, Object> entries) {
    Map<String, Object> copy = new LinkedHashMap<>(root);
    copy.put(MARK, entries);
    return copy;
  }

  private static Map<String, Object> empty() {
    Map<String, Object> root = new LinkedHashMap<>();
    root.put("jinx", MARK);
    root.put("version", VERSION);
    root.put(MARK, Map.of());
    return root;
  }
}
