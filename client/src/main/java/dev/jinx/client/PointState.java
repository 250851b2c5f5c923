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
 * @param rejected how often it was reached, and a condition was false
 * @param waiters threads parked there
 * @param errors expressions that threw, which counts as no hit
 * @param report what a test should be told of it at its end, or null
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
    long rejected,
    int waiters,
    long errors,
    @Nullable String report,
    Map<String, Object> json) {

  /**
   * One arm of a point.
   *
   * @param arm its number
   * @param action its terms
   * @param oneShot whether its first action is its last
   * @param condition the condition of its hits, or null
   * @param lease the lease with which it ends, or null
   * @param hits its own hits
   * @param rejected how often its condition was false
   * @param error the first error of its condition or action, or null
   * @param json everything that the agent said of it
   */
  public record ArmState(
      int arm,
      String action,
      boolean oneShot,
      @Nullable String condition,
      @Nullable String lease,
      long hits,
      long rejected,
      @Nullable String error,
      Map<String, Object> json) {
    /** What a test should be told of its own arm, where others' hits hide it; null for nothing. */
    @Nullable String finding() {
      if (hits > 0 || !json.containsKey("hits")) {
        return null;
      }
      return rejected == 0
          ? "its arm " + arm + " was never hit"
          : "reached "
              + (rejected == 1 ? "once" : rejected + " times")
              + " under its arm "
              + arm
              + ", but its condition was never true";
    }

    static ArmState of(Map<String, Object> json) {
      return new ArmState(
          Values.whole(json, "arm", -1),
          Values.text(json, "action", ""),
          Boolean.TRUE.equals(json.get("one_shot")),
          Values.text(json, "when"),
          Values.text(json, "lease"),
          Values.number(json, "hits", 0),
          Values.number(json, "rejected", 0),
          Values.text(json, "error"),
          json);
    }
  }

  /** The parameters of the newest arm, else those that are declared. */
  public Map<String, String> parameters() {
    return Values.parameters(json.get("parameters"));
  }

  /** Reads a state as the agent writes it. */
  public static PointState of(Map<String, Object> json) {
    int sites = 0;
    for (Map<String, Object> site : Values.objects(json.get("sites"))) {
      sites += Values.whole(site, "count", 1);
    }
    List<ArmState> arms = Values.objects(json.get("arms")).stream().map(ArmState::of).toList();
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
        Values.number(json, "rejected", 0),
        Values.whole(json, "waiters", 0),
        Values.number(json, "errors", 0),
        Values.text(json, "report"),
        json);
  }
}
