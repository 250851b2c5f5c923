package dev.jinx.relay;

import dev.jinx.client.Cursor;
import dev.jinx.client.json.Json;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Gaps that the relay or its reader has to tell itself, in the form in which nodes tell theirs. */
final class Notices {
  private Notices() {}

  /**
   * Events that are not there.
   *
   * @param from the first one lost, or the position behind which they are missing
   * @param to the last one lost
   * @param lost how many, or null if nobody can know
   * @param reason why, for people
   */
  static String gap(Cursor from, Cursor to, @Nullable Long lost, String reason) {
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    values.put("phase", "gap");
    values.put("from", from.toString());
    values.put("to", to.toString());
    values.put("lost", lost);
    values.put("node", to.node());
    values.put("boot", to.boot());
    values.put("reason", reason);
    return Json.write(values);
  }

  /** One event that cannot be shipped. */
  static String gap(Cursor event, String reason) {
    return gap(event, event, 1L, reason);
  }

  /** The numbers between two events of one life, or before the first of a life. */
  static String jump(@Nullable Cursor before, Cursor after, String reason) {
    long first = before != null && before.sameLife(after) ? before.seq() + 1 : 1;
    Cursor from = new Cursor(after.node(), after.boot(), first);
    Cursor to = new Cursor(after.node(), after.boot(), after.seq() - 1);
    return gap(from, to, to.seq() - first + 1, reason);
  }
}
