package dev.jinx.agent;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.PlainSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeType;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** Reads a YAML file into nodes that know their places. */
final class Yaml {
  private Yaml() {}

  /**
   * The file's text, or null where it cannot be read; then a problem says why.
   *
   * @param path as the user wrote it; relative to the working directory
   */
  static @Nullable String text(Value path, Problems problems) {
    File file = new File(path.text);
    if (file.isDirectory()) {
      problems.add(path.where, "'" + path.text + "' is a directory; right is a YAML file");
      return null;
    }
    if (!file.exists()) {
      problems.add(
          path.where, "no file '" + path.text + "' (looked for " + file.getAbsolutePath() + ")");
      return null;
    }
    byte[] bytes;
    try (FileInputStream stream = new FileInputStream(file)) {
      bytes = stream.readAllBytes();
    } catch (IOException unreadable) {
      problems.add(path.where, "cannot read: " + unreadable.getMessage());
      return null;
    }
    return decode(path.text, bytes, problems);
  }

  static @Nullable String decode(String file, byte[] bytes, Problems problems) {
    // One that reports what is wrong: String's own puts replacement characters in its place.
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    ByteBuffer in = ByteBuffer.wrap(bytes);
    CharBuffer out = CharBuffer.allocate(bytes.length);
    CoderResult result = decoder.decode(in, out, true);
    out.flip();
    if (result.isError()) {
      int line = 1;
      int column = 1;
      for (int i = 0; i < out.length(); i++) {
        boolean end = out.charAt(i) == '\n';
        line += end ? 1 : 0;
        column = end ? 1 : column + 1;
      }
      String bad = Integer.toHexString(bytes[in.position()] & 0xFF).toUpperCase(Locale.ROOT);
      problems.add(
          file + ":" + line + ":" + column,
          "byte 0x" + bad + " is not UTF-8; the file has to be UTF-8");
      return null;
    }
    String text = out.toString();
    return text.startsWith("\uFEFF") ? text.substring(1) : text;
  }

  /**
   * The top mapping, or null where there is none: a problem was added, or the file holds nothing.
   */
  static @Nullable MappingNode parse(String file, String text, Problems problems) {
    Optional<Node> root;
    Texts texts = new Texts();
    try {
      root = new Compose(PlainSettings.of(file, texts, texts)).composeString(text);
    } catch (MarkedYamlEngineException wrong) {
      problems.add(place(file, wrong.getProblemMark().orElse(null)), problem(wrong));
      return null;
    } catch (ReaderException wrong) {
      problems.add(
          place(file, text, wrong.getPosition()),
          "the character U+"
              + Integer.toHexString(wrong.getCodePoint()).toUpperCase(Locale.ROOT)
              + " is not allowed in YAML");
      return null;
    } catch (YamlEngineException wrong) {
      problems.add(file, oneLine(String.valueOf(wrong.getMessage())));
      return null;
    }
    if (root.isEmpty() || isNothing(root.get())) {
      return null;
    }
    Node node = root.get();
    if (node.getNodeType() != NodeType.MAPPING) {
      problems.add(
          place(file, node.getStartMark().orElse(null)),
          "the file holds " + Section.kind(node) + "; right are keys, such as 'points:'");
      return null;
    }
    return (MappingNode) node;
  }

  /** Whether nothing was written there: {@code points:} and the end of the line. */
  static boolean isNothing(Node node) {
    if (!(node instanceof ScalarNode) || !((ScalarNode) node).isPlain()) {
      return false;
    }
    String text = ((ScalarNode) node).getValue();
    return text.isEmpty() || text.equals("null") || text.equals("~");
  }

  /** {@code file:line:column}, both from 1. */
  static String place(String file, @Nullable Mark mark) {
    return mark == null ? file : file + ":" + (mark.getLine() + 1) + ":" + (mark.getColumn() + 1);
  }

  private static String place(String file, String text, int position) {
    int line = 1;
    int column = 1;
    for (int i = 0; i < position && i < text.length(); i++) {
      boolean end = text.charAt(i) == '\n';
      line += end ? 1 : 0;
      column = end ? 1 : column + 1;
    }
    return file + ":" + line + ":" + column;
  }

  private static String problem(MarkedYamlEngineException wrong) {
    String problem = oneLine(wrong.getProblem());
    if (problem.contains("'\\t(TAB)'") || problem.contains("TAB")) {
      return "a tab; YAML is indented by blanks";
    }
    String context = wrong.getContext();
    return context == null || context.isBlank() ? problem : oneLine(context) + ", " + problem;
  }

  private static String oneLine(String text) {
    return text.replace('\n', ' ').strip();
  }
}
