package dev.jinx.client;

import dev.jinx.client.internal.Closing;
import dev.jinx.client.json.Json;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a connection holds on the agent, and what it has to tell of it in the end. */
final class Holdings {
  /** In which life of the JVM a point was last used, and the arm that it got then; -1 for none. */
  private record Use(Cursor life, int arm, @Nullable Lease lease) {
    Use orLater(Use other) {
      return life.sameLife(other.life) ? (other.arm > arm ? other : this) : other;
    }
  }

  private final Api api;
  private final Leases leases;
  private final Map<String, Use> used = new LinkedHashMap<>();
  private final Map<String, Cursor> declared = new LinkedHashMap<>();
  private final List<Finding> early = new ArrayList<>();
  private final Set<String> silent = new HashSet<>();
  private boolean closed;

  Holdings(Api api, Leases leases) {
    this.api = api;
    this.leases = leases;
  }

  Leases leases() {
    return leases;
  }

  Armed enable(Jinx jinx, Point point, Arming arming) {
    Leases.Leased leased = leases.under(lease -> api.enable(point.name(), arming, lease));
    String answer = leased.answer();
    try {
      Map<String, Object> json = Json.object(answer);
      Cursor cursor = Cursor.parse(Values.text(json, "cursor", ""));
      int arm = Values.whole(json, "arm", -1);
      use(point.name(), new Use(cursor, arm, leased.lease()));
      long seed = Values.number(json, "seed", 0);
      Scope scope = new Scope(jinx, point.name(), arm, cursor, leased.lease());
      return new Armed(scope, point, seed, Values.text(json, "warning"));
    } catch (IOException | IllegalArgumentException e) {
      throw new JinxException("not the answer to an enable: " + answer, e);
    }
  }

  /** Whether this connection has not armed that point again since. */
  synchronized boolean isLast(String name, int arm, Cursor life) {
    Use use = used.get(name);
    return use != null && use.arm() == arm && use.life().sameLife(life);
  }

  void declare(Declaration declaration) {
    api.declare(declaration.json());
    String name = declaration.name();
    Cursor life = api.health().cursor();
    synchronized (this) {
      if (declaration.silent()) {
        silent.add(name);
      }
      used.putIfAbsent(name, new Use(life, -1, null));
      if (!declaration.kept()) {
        declared.put(name, life);
      }
      if (!closed || declaration.kept()) {
        return;
      }
    }
    api.undeclare(name); // closed meanwhile: nothing stays
    throw new JinxException("closed: the connection to " + api.settings().address(), null);
  }

  void undeclare(String name) {
    boolean ours;
    synchronized (this) {
      ours = used.containsKey(name) && !silent.contains(name);
    }
    String text = ours ? api.point(name).report() : null;
    api.undeclare(name);
    synchronized (this) {
      used.remove(name);
      declared.remove(name);
      silent.remove(name);
      if (text != null) {
        early.add(new Finding(name, text));
      }
    }
  }

  Report report() {
    List<Finding> findings;
    Map<String, Use> ours;
    synchronized (this) {
      findings = new ArrayList<>(early);
      ours = new LinkedHashMap<>(used);
      ours.keySet().removeAll(silent);
    }
    if (ours.isEmpty()) {
      return new Report(findings);
    }
    Cursor now = api.health().cursor();
    ours.values().removeIf(use -> !use.life().sameLife(now)); // what they knew died with that life
    ours.values().stream()
        .map(Use::lease)
        .filter(Objects::nonNull)
        .distinct()
        .forEach(Lease::confirmedLoss);
    Map<String, PointState> states = new LinkedHashMap<>();
    api.points().forEach(state -> states.put(state.name(), state));
    ours.forEach(
        (name, use) -> {
          PointState state = states.get(name);
          String text = state == null ? null : finding(state, use.arm());
          if (text != null) {
            findings.add(new Finding(name, text));
          }
          String loss = use.lease() == null ? null : use.lease().loss();
          if (loss != null) {
            findings.add(new Finding(name, "its arm ended before it was disabled: " + loss));
          }
        });
    return new Report(findings);
  }

  /** Of the point over its life, else of our arm: an earlier test may have had its hits. */
  private static @Nullable String finding(PointState state, int ours) {
    if (state.report() != null) {
      return state.report();
    }
    for (PointState.ArmState arm : state.arms()) {
      if (arm.arm() == ours) {
        return arm.finding();
      }
    }
    return null;
  }

  /** Ends the leases, and takes back what was declared. */
  void close() {
    Map<String, Cursor> mine;
    synchronized (this) {
      mine = new LinkedHashMap<>(declared);
      declared.clear();
      closed = true;
    }
    List<Runnable> steps = new ArrayList<>();
    steps.add(leases::close);
    mine.forEach((name, life) -> steps.add(() -> takeBack(name, life)));
    Closing.all(steps);
  }

  private void takeBack(String name, Cursor life) {
    try {
      if (api.health().cursor().sameLife(life)) { // else it is gone, or another's
        api.undeclare(name);
      }
    } catch (UnknownPointException e) {
      return; // somebody was first
    } catch (UnreachableException e) {
      if (!e.nothingListens()) {
        throw new JinxException("may still be declared: '" + name + "': " + e.getMessage(), e);
      }
    }
  }

  private synchronized void use(String name, Use use) {
    used.merge(name, use, Use::orLater);
  }
}
