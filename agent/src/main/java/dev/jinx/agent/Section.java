package dev.jinx.agent;

import dev.jinx.bootstrap.Names;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.NodeType;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** The keys of one mapping of the YAML. What is wrong becomes a problem with its place. */
final class Section {
  private static final String OWN_TAGS = "tag:yaml.org,2002:";

  final String file;
  final Problems problems;
  private final String path;
  private final @Nullable Node self;
  private boolean wrong;
  private final Map<String, Node> values = new LinkedHashMap<>();
  private final Map<String, Node> keys = new LinkedHashMap<>();

  /**
   * Takes in the keys of a mapping; a key that is there twice is a problem.
   *
   * @param path of the mapping, for messages: empty, or {@code server}
   * @param self the key that it stands under, or null for the top
   * @param node the mapping, or null for one without keys
   */
  Section(
      String file,
      String path,
      @Nullable Node self,
      @Nullable MappingNode node,
      Problems problems) {
    this.file = file;
    this.path = path;
    this.problems = problems;
    this.self = self;
    if (node == null) {
      return;
    }
    for (NodeTuple entry : node.getValue()) {
      Node key = entry.getKeyNode();
      if (!(key instanceof ScalarNode)) {
        problems.add(place(key), "a key has to be a word, and is " + kind(key));
        continue;
      }
      String name = ((ScalarNode) key).getValue();
      Node first = keys.putIfAbsent(name, key);
      if (first != null) {
        problems.add(
            place(key), "duplicate key '" + name + "'; the first is in line " + line(first));
      } else {
        values.put(name, entry.getValueNode());
      }
    }
  }

  /** Any other key is a problem. */
  Section allow(List<String> known) {
    for (Map.Entry<String, Node> entry : keys.entrySet()) {
      String name = entry.getKey();
      if (!known.contains(name)) {
        String hint = Names.hint(name, known);
        problems.add(
            place(entry.getValue()),
            "unknown key '"
                + name
                + "'"
                + (path.isEmpty() ? "" : " in " + path)
                + (hint.isEmpty() ? "; keys here are " + join(known) : hint));
      }
    }
    return this;
  }

  /** Takes over the keys that are not here from another section, perhaps of another file. */
  Section over(Section other) {
    for (Map.Entry<String, Node> entry : other.values.entrySet()) {
      values.putIfAbsent(entry.getKey(), entry.getValue());
      keys.putIfAbsent(entry.getKey(), other.keys.get(entry.getKey()));
    }
    return this;
  }

  /** The names of all keys. */
  Iterable<String> names() {
    return values.keySet();
  }

  boolean has(String key) {
    return values.containsKey(key);
  }

  /** The mapping under that key, empty where there is none. */
  Section section(String key) {
    Node node = values.get(key);
    MappingNode mapping = null;
    boolean other = false;
    if (node != null && !Yaml.isNothing(node)) {
      if (node.getNodeType() == NodeType.MAPPING && ownTag(node)) {
        mapping = (MappingNode) node;
      } else if (node.getNodeType() != NodeType.MAPPING) {
        wrong(key, "is " + kind(node) + "; right is a mapping of keys");
      }
      other = mapping == null;
    }
    Section section = new Section(file, name(key), keys.get(key), mapping, problems);
    section.wrong = other;
    return section;
  }

  /** The text under that key, or null. */
  @Nullable Value text(String key) {
    Node node = values.get(key);
    return node == null ? null : text(key, node);
  }

  private @Nullable Value text(String key, Node node) {
    if (!(node instanceof ScalarNode)) {
      problems.add(place(node), name(key) + " is " + kind(node) + "; right is a single value");
      return null;
    }
    if (!ownTag(node)) {
      return null;
    }
    if (Yaml.isNothing(node)) {
      problems.add(place(node), name(key) + " has no value");
      return null;
    }
    return new Value(place(node) + ": " + name(key), ((ScalarNode) node).getValue());
  }

  /** The texts of the list under that key; none where it is missing. */
  List<Value> texts(String key) {
    List<Value> texts = new ArrayList<>();
    Node node = values.get(key);
    if (node == null || Yaml.isNothing(node)) {
      return texts;
    }
    if (node.getNodeType() != NodeType.SEQUENCE) {
      wrong(key, "is " + kind(node) + "; right is a list, such as [ a, b ]");
      return texts;
    }
    for (Node element : ((SequenceNode) node).getValue()) {
      Value text = text(key, element);
      if (text != null) {
        texts.add(text);
      }
    }
    return texts;
  }

  /** The elements of the list under that key, of any kind. */
  List<Node> elements(String key) {
    Node node = values.get(key);
    if (node == null || Yaml.isNothing(node)) {
      return List.of();
    }
    if (node.getNodeType() != NodeType.SEQUENCE) {
      wrong(key, "is " + kind(node) + "; right is a list, such as [ a, b ]");
      return List.of();
    }
    return ((SequenceNode) node).getValue();
  }

  /** True or false, or the other where it is missing or wrong. */
  boolean flag(String key, boolean other) {
    Value value = text(key);
    if (value == null) {
      return other;
    }
    if (value.text.equalsIgnoreCase("true")) {
      return true;
    }
    if (!value.text.equalsIgnoreCase("false")) {
      problems.add(value.where, "'" + value.text + "' is not true or false");
      return other;
    }
    return false;
  }

  /** Adds a problem with the value of that key. */
  void wrong(String key, String what) {
    wrong(key, 0, what);
  }

  /**
   * Adds a problem with the value of that key.
   *
   * @param column within the value's text, from 1; 0 for all of it
   */
  void wrong(String key, int column, String what) {
    Node node = values.get(key);
    // 'server.port is a list', but 'server.port: '71177' is not a port'.
    problems.add(
        node == null ? file : place(node, column),
        name(key) + (what.startsWith("'") ? ": " : " ") + what);
  }

  /** Adds a problem with a key itself. */
  void wrongKey(String key, String what) {
    problems.add(place(keys.get(key)), what);
  }

  /** Whether something else than a mapping stood there, of which a problem tells already. */
  boolean isWrong() {
    return wrong;
  }

  /** Adds the problem that a key is not there, at the beginning of the mapping. */
  void missing(String key, String example) {
    problems.add(place(self), path + " has no '" + key + "'; right is one, " + example);
  }

  /** {@code jinx.yaml:7:13}, where the value of that key begins, or else the mapping. */
  String place(String key) {
    Node node = values.get(key);
    return place(node == null ? self : node);
  }

  /** {@code jinx.yaml:7}, where that key is. */
  String source(String key) {
    return file + ":" + line(keys.get(key));
  }

  String place(@Nullable Node node) {
    return place(node, 0);
  }

  private String place(@Nullable Node node, int column) {
    Mark mark = node == null ? null : node.getStartMark().orElse(null);
    // Keys that were taken over from another file know which.
    String file = mark == null ? this.file : mark.getName();
    if (mark == null || column < 1 || !(node instanceof ScalarNode)) {
      return Yaml.place(file, mark);
    }
    ScalarNode scalar = (ScalarNode) node;
    Mark end = node.getEndMark().orElse(null);
    int quote = scalar.getScalarStyle() == ScalarStyle.PLAIN ? 0 : 1;
    boolean literal =
        end != null
            && end.getLine() == mark.getLine()
            && end.getColumn() - mark.getColumn() == scalar.getValue().length() + 2 * quote;
    // Where escapes or line breaks moved the characters, the beginning has to do.
    return literal
        ? file + ":" + (mark.getLine() + 1) + ":" + (mark.getColumn() + quote + column)
        : Yaml.place(file, mark);
  }

  private boolean ownTag(Node node) {
    String tag = node.getTag().getValue();
    if (tag.startsWith(OWN_TAGS)) {
      return true;
    }
    problems.add(place(node), "the tag '" + tag + "' means nothing here");
    return false;
  }

  private String name(String key) {
    return path.isEmpty() ? key : path + "." + key;
  }

  private static int line(@Nullable Node node) {
    Mark mark = node == null ? null : node.getStartMark().orElse(null);
    return mark == null ? 0 : mark.getLine() + 1;
  }

  static String kind(Node node) {
    NodeType type = node.getNodeType();
    return type == NodeType.MAPPING
        ? "a mapping"
        : type == NodeType.SEQUENCE ? "a list" : "a single value";
  }

  private static String join(List<String> words) {
    StringBuilder text = new StringBuilder();
    for (String word : words) {
      text.append(text.length() == 0 ? "" : ", ").append(word);
    }
    return text.toString();
  }
}
