package dev.jinx.event;

import java.util.Map;

/**
 * What does not change in the events of one term of an arm, as bytes of JSON. Immutable; the arrays
 * are not to be changed.
 *
 * @param head up to the shard
 * @param action the action, up to the number of the hit
 * @param number the arm's
 * @param tail the parameters
 */
public record ArmText(byte[] head, byte[] action, byte[] number, byte[] tail) {
  /** Parameters beyond this many characters are cut in events. */
  private static final int MOST_PARAMETERS = 4 * 1024;

  /**
   * Makes it.
   *
   * @param injection the point's name
   * @param type {@code sleep}, {@code handler} and so on
   * @param action the term's action, as it was written
   * @param number the arm's number
   * @param parameters of the arm
   * @param cut whether there were more parameters than these
   */
  public static ArmText of(
      String injection,
      String type,
      String action,
      int number,
      Map<String, String> parameters,
      boolean cut) {
    return new ArmText(
        new Utf8()
            .raw("{\"injection\":")
            .json(injection)
            .raw(",\"type\":")
            .json(type)
            .raw(",\"shard\":")
            .toByteArray(),
        new Utf8().raw(",\"action\":").json(action).raw(",\"hit\":").toByteArray(),
        new Utf8().raw(",\"arm\":").number(number).toByteArray(),
        parameters(parameters, cut));
  }

  private static byte[] parameters(Map<String, String> parameters, boolean cutBefore) {
    Utf8 json = new Utf8().raw(",\"parameters\":{");
    int room = MOST_PARAMETERS;
    boolean cut = cutBefore;
    boolean first = true;
    for (Map.Entry<String, String> entry : parameters.entrySet()) {
      String key = entry.getKey();
      String value = entry.getValue();
      if (key.length() >= room) {
        cut = true;
        break;
      }
      room -= key.length();
      if (value.length() > room) {
        value = value.substring(0, room);
        cut = true;
      }
      room -= value.length();
      (first ? json : json.ascii(',')).json(key).ascii(':').json(value);
      first = false;
    }
    return json.raw(cut ? "},\"parameters_cut\":true" : "}").toByteArray();
  }
}
