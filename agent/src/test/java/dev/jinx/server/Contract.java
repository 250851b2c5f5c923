package dev.jinx.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** What {@code openapi.json} says of requests and answers, in the words of the guide. */
final class Contract {
  private static final List<String> METHODS = List.of("get", "post", "put", "delete");

  private final Map<String, Object> document;

  private Contract(Map<String, Object> document) {
    this.document = document;
  }

  static Contract read() {
    try (InputStream in = Server.class.getResourceAsStream("openapi.json")) {
      // JSON is YAML as well.
      Load yaml = new Load(LoadSettings.builder().build());
      return new Contract(map(yaml.loadFromInputStream(Objects.requireNonNull(in))));
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  /** {@code GET /health [] 200, 400}. */
  List<String> requests() {
    List<String> requests = new ArrayList<>();
    map(document.get("paths"))
        .forEach(
            (path, operations) ->
                map(operations)
                    .forEach(
                        (method, operation) -> {
                          if (METHODS.contains(method)) {
                            requests.add(request(method, path, map(operation)));
                          }
                        }));
    return requests;
  }

  private String request(String method, String path, Map<String, Object> operation) {
    String name = path.startsWith("/page/") ? "FILE" : path.contains("/leases/") ? "ID" : "NAME";
    Set<String> statuses = new TreeSet<>(map(operation.get("responses")).keySet());
    statuses.remove("default");
    return method.toUpperCase()
        + " "
        + path.replace("{name}", name)
        + " "
        + keys(operation)
        + " "
        + String.join(", ", statuses);
  }

  private List<String> keys(Map<String, Object> operation) {
    List<String> keys = new ArrayList<>();
    for (Object each : list(operation.get("parameters"))) {
      Map<String, Object> parameter = resolved(map(each));
      if ("query".equals(parameter.get("in"))) {
        keys.add(String.valueOf(parameter.get("name")));
      }
    }
    return keys;
  }

  /** All keys of all queries. */
  Set<String> keys() {
    Set<String> keys = new TreeSet<>();
    for (Object operations : map(document.get("paths")).values()) {
      for (String method : METHODS) {
        keys.addAll(keys(map(map(operations).get(method))));
      }
    }
    return keys;
  }

  /** The names of what answers hold. */
  Set<String> schemas() {
    return map(map(document.get("components")).get("schemas")).keySet();
  }

  /** The keys of an object, and of objects that are written down inside it. */
  Set<String> members(String schema) {
    Set<String> members = new TreeSet<>();
    add(map(map(document.get("components")).get("schemas")).get(schema), members);
    return members;
  }

  private static void add(@Nullable Object node, Set<String> to) {
    Map<String, Object> properties = map(map(node).get("properties"));
    to.addAll(properties.keySet());
    for (Object property : properties.values()) {
      add(property, to);
      add(map(property).get("items"), to);
    }
  }

  private Map<String, Object> resolved(Map<String, Object> node) {
    Object reference = node.get("$ref");
    if (reference == null) {
      return node;
    }
    Object found = document;
    for (String step : reference.toString().substring(2).split("/")) {
      found = map(found).get(step);
    }
    return map(found);
  }

  @SuppressWarnings("unchecked") // objects have names as keys
  private static Map<String, Object> map(@Nullable Object node) {
    return node == null ? Map.of() : (Map<String, Object>) node;
  }

  private static List<?> list(@Nullable Object node) {
    return node == null ? List.of() : (List<?>) node;
  }
}
