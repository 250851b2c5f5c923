package dev.jinx.client;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a point stood when it was asked for.
 *
 * @param name its name
 * @param enabled whether an arm takes hits
 * @param state {@code declared}, {@code woven}, {@code missing} or {@code failed}
 * @param reason why it is missing or failed, or null
 * @param nearest the names nearest to a method that is missing
 * @param method the selector, as declared
 * @param sites how many places are woven
 * @param arms the arms that take hits, oldest first
 * @param hits hits so far, in this life of the JVM
 * @param waiters threads parked there
 * @param errors expressions that threw, which counts as no hit
 * @param json everything that the agent said, keys that this client does not know included
 */
public record PointState(
    String name,
    boolean enabled,
    String state,
    @Nullable String reason,
    List<String> nearest,
    String method,
    int sites,
    List<ArmState> arms,
    long hits,
    int waiters,
    long errors,
    Map<String, Object> json) {

  /**
   * One arm of a point.
   *
   * @param arm its number
   * @param action its terms
   * @param oneShot whether its first action is its last
   * @param json everything that the agent said of it
   */
  public record ArmState(int arm, String action, boolean oneShot, Map<String, Object> json) {}

  static PointState of(Map<String, Object> json) {
    int sites = 0;
    for (Map<String, Object> site : Values.objects(json.get("sites"))) {
      sites += Values.whole(site, "count", 1);
    }
    List<ArmState> arms =
        Values.objects(json.get("arms")).stream()
            .map(
                arm ->
                    new ArmState(
                        Values.whole(arm, "arm", -1),
                        Values.text(arm, "action", ""),
                        Boolean.TRUE.equals(arm.get("one_shot")),
                        arm))
            .toList();
    return new PointState(
        Values.text(json, "name", ""),
        Boolean.TRUE.equals(json.get("enabled")),
        Values.text(json, "state", ""),
        Values.text(json, "reason"),
        Values.texts(json.get("nearest")),
        Values.text(json, "method", ""),
        sites,
        arms,
        Values.number(json, "hits", 0),
        Values.whole(json, "waiters", 0),
        Values.number(json, "errors", 0),
        json);
  }
}
