package dev.jinx.check;

import dev.jinx.bootstrap.Declaration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What was found for one point.
 *
 * @param name its name
 * @param source where it was declared
 * @param methods those it would be woven into: {@code com.acme.Store#commit(long)}; or what is done
 *     with connections: {@code net#write}
 * @param at its position
 * @param sound whether all its keys could be read; else other findings tell which could not
 * @param findings what does not fit
 */
record CheckedPoint(
    String name,
    String source,
    List<String> methods,
    String at,
    boolean sound,
    List<Finding> findings) {
  private static final int MOST = 3;

  boolean fits() {
    return sound && findings.isEmpty();
  }

  /** A line for people: how many methods, and the first of them. */
  String line() {
    StringBuilder line = new StringBuilder(name).append(": ");
    if (!methods.isEmpty() && Declaration.isOnConnections(methods.get(0))) {
      return line.append("on connections: ").append(String.join(", ", methods)).toString();
    }
    line.append(methods.size()).append(methods.size() == 1 ? " method" : " methods");
    line.append(at.equals("entry") ? ": " : ", " + at + ": ");
    line.append(String.join(", ", methods.subList(0, Math.min(MOST, methods.size()))));
    return line.append(methods.size() > MOST ? ", ..." : "").toString();
  }

  Map<String, Object> json() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("name", name);
    json.put("source", source);
    json.put("at", at);
    json.put("fits", fits());
    json.put("methods", methods);
    json.put("problems", findings.stream().map(Finding::json).toList());
    return json;
  }
}
