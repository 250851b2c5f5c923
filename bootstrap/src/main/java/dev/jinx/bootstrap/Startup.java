package dev.jinx.bootstrap;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Points that are to be enabled from the start, and that nothing has declared yet: an annotation
 * may do so when its class is loaded. May be used from any thread.
 *
 * <p>Each is armed before it is declared, as a point that nothing is woven to. A class is read on a
 * thread of the application, which must not wait for {@link Arming#LOCK}, and whose first call must
 * be a hit all the same.
 */
public final class Startup {
  private static final class Entry {
    final Point point;
    final @Nullable Terms terms;
    final boolean oneShot;
    final long seed;
    final Map<String, String> parameters;
    final String source;

    Entry(
        Point point,
        @Nullable Terms terms,
        boolean oneShot,
        long seed,
        Map<String, String> parameters,
        String source) {
      this.point = point;
      this.terms = terms;
      this.oneShot = oneShot;
      this.seed = seed;
      this.parameters = parameters;
      this.source = source;
    }
  }

  private static final Map<String, Entry> WAITING = new LinkedHashMap<>();
  private static final Map<Point, Entry> DUE = new LinkedHashMap<>();

  private Startup() {}

  /**
   * Has the point of that name enabled as soon as it is declared.
   *
   * @param name that no point has, and for which this was not called before
   * @param terms in place of those that will be declared, or null
   * @param parameters what its events carry, unmodifiable
   * @param source where that is written, for people
   */
  public static void enable(
      String name,
      @Nullable Terms terms,
      boolean oneShot,
      long seed,
      Map<String, String> parameters,
      String source) {
    Point point = Points.reserve(new Declaration(name, "", Position.ENTRY, source));
    Terms now = terms == null ? Terms.OBSERVE : terms;
    Arming.begin(point, new ArmSpec(now, oneShot, seed, parameters, null, null, null));
    synchronized (WAITING) {
      WAITING.put(name, new Entry(point, terms, oneShot, seed, parameters, source));
    }
  }

  /**
   * The armed point for that declaration; null where there is none, and the declaration needs one
   * of its own. For {@link Points}.
   */
  static @Nullable Point take(Declaration declaration) {
    synchronized (WAITING) {
      Entry entry = WAITING.get(declaration.name());
      if (entry == null || !isBare(declaration)) {
        return null;
      }
      WAITING.remove(declaration.name());
      return entry.point;
    }
  }

  private static boolean isBare(Declaration declaration) {
    return declaration.terms() == null
        && declaration.condition() == null
        && declaration.capture() == null
        && declaration.parameters().isEmpty();
  }

  /** A point was declared that is not the one armed for its name. For {@link Points}. */
  static void declared(Point point) {
    synchronized (WAITING) {
      Entry entry = WAITING.remove(point.name());
      if (entry != null) {
        DUE.put(point, entry);
      }
    }
  }

  /**
   * Enables a point with what it declares, if it was to be enabled from the start. For whoever
   * declares points with terms or conditions, on an agent's thread, right after.
   */
  public static void enableDeclared(Point point) {
    Entry entry;
    synchronized (WAITING) {
      entry = DUE.remove(point);
    }
    if (entry == null) {
      return;
    }
    Arming.end(Arming.arms(List.of(entry.point), null), null, false);
    if (point.isEnabled()) {
      return;
    }
    Declaration declared = point.declaration();
    Terms terms = entry.terms == null ? declared.terms() : entry.terms;
    Arming.begin(
        point,
        new ArmSpec(
            terms == null ? Terms.OBSERVE : terms,
            entry.oneShot,
            entry.seed,
            entry.parameters.isEmpty() ? declared.parameters() : entry.parameters,
            declared.condition(),
            declared.capture(),
            null));
  }

  /** Forgets all that wait: whoever disables everything means them, too. */
  public static void disableAll() {
    List<Entry> waiting;
    synchronized (WAITING) {
      waiting = new ArrayList<>(WAITING.values());
      WAITING.clear();
    }
    for (Entry entry : waiting) {
      Arming.end(Arming.arms(List.of(entry.point), null), null, false);
    }
  }

  /** What waits still, a line each, with the names that may have been meant. */
  public static List<String> problems() {
    List<Entry> waiting;
    synchronized (WAITING) {
      waiting = new ArrayList<>(WAITING.values());
    }
    List<String> problems = new ArrayList<>();
    for (Entry entry : waiting) {
      problems.add(
          entry.source
              + ": nothing has declared the point '"
              + entry.point.name()
              + "' yet"
              + Names.hint(entry.point.name(), Points.names()));
    }
    return problems;
  }
}
