package dev.jinx.check;

import dev.jinx.client.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * All that a check found.
 *
 * @param points the declared ones, in the order of the file, then those of annotations
 * @param others what does not fit and belongs to none of them
 */
record Report(List<CheckedPoint> points, List<Finding> others) {
  boolean fits() {
    return others.isEmpty() && points.stream().allMatch(CheckedPoint::fits);
  }

  List<Finding> findings() {
    List<Finding> all = new ArrayList<>(others);
    points.forEach(point -> all.addAll(point.findings()));
    return all;
  }

  /** For people: what fits, what does not, and the sum. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    points.stream().filter(CheckedPoint::fits).map(CheckedPoint::line).forEach(lines::add);
    findings().stream().map(Finding::line).forEach(lines::add);
    lines.add(sum());
    return lines;
  }

  private String sum() {
    long fit = points.stream().filter(CheckedPoint::fits).count();
    long not = points.size() - fit;
    String sum = points.size() + (points.size() == 1 ? " point: " : " points: ") + fit;
    sum += fit == 1 ? " fits" : " fit";
    sum += not == 0 ? "" : ", " + not + (not == 1 ? " does not" : " do not");
    int more = others.size();
    return sum
        + (more == 0 ? "" : "; " + more + (more == 1 ? " other problem" : " other problems"));
  }

  String json() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("fits", fits());
    json.put("points", points.stream().map(CheckedPoint::json).toList());
    json.put("problems", others.stream().map(Finding::json).toList());
    return Json.write(json);
  }
}
