package dev.jinx.client;

import dev.jinx.client.json.Json;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The line that tells of events that are lost, in the form in which nodes write theirs. */
public final class GapLine {
  private GapLine() {}

  /**
   * A gap, of the node and in the life in which it ends.
   *
   * @param from the first one lost, or the position behind which they are missing
   * @param to the last one lost, or null if nobody knows how far it goes
   * @param lost how many, or null if nobody can know
   * @param reason why, for people, or null for none
   */
  public static String of(
      Cursor from, @Nullable Cursor to, @Nullable Long lost, @Nullable String reason) {
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    Cursor where = to == null ? from : to;
    values.put("phase", "gap");
    values.put("from", from.toString());
    values.put("to", to == null ? null : to.toString());
    values.put("lost", lost);
    values.put("node", where.node());
    values.put("boot", where.boot());
    if (reason != null) {
      values.put("reason", reason);
    }
    return Json.write(values);
  }
}
