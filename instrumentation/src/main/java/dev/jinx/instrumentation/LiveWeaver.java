package dev.jinx.instrumentation;

import dev.jinx.bootstrap.Declaration;
import dev.jinx.bootstrap.DeclarationException;
import dev.jinx.bootstrap.Point;
import dev.jinx.bootstrap.Points;
import dev.jinx.bootstrap.Position;
import dev.jinx.bootstrap.Reach;
import dev.jinx.bootstrap.Threads;
import dev.jinx.bootstrap.Weaver;
import dev.jinx.bootstrap.Woven;
import dev.jinx.net.Doors;
import dev.jinx.net.NetSelector;
import dev.jinx.net.Network;
import java.lang.instrument.Instrumentation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Weaves and restores classes of the running JVM. May be used from any thread. */
public final class LiveWeaver implements Weaver {
  private final Instrumentation instrumentation;
  private final Transformer transformer;
  private final LoadedClasses loadedClasses;
  private final List<String> annotations;
  private final Hierarchy hierarchy;
  private final List<Planned> planned;
  private final Module boot = Point.class.getModule();
  private @Nullable NetGates gates;
  private @Nullable String gatesFailure;

  LiveWeaver(
      Instrumentation instrumentation,
      Transformer transformer,
      PreFilter filter,
      List<Planned> planned,
      List<String> annotations) {
    this.instrumentation = instrumentation;
    this.transformer = transformer;
    this.loadedClasses = new LoadedClasses(instrumentation);
    this.annotations = List.copyOf(annotations);
    this.hierarchy = filter.hierarchy();
    this.planned = new ArrayList<>(planned);
  }

  @Override
  public synchronized Point declare(Declaration declaration) throws DeclarationException {
    Selector selector = selector(declaration);
    Selector member = member(declaration.position(), selector);
    Point point;
    try {
      point = Points.declare(declaration);
    } catch (IllegalArgumentException taken) {
      throw new DeclarationException("name", 0, String.valueOf(taken.getMessage()));
    }
    Planned added = new Planned(point, selector, member);
    boolean entered = Threads.enterAgent();
    try {
      NetSelector net = selector.net();
      if (net != null) {
        declareOnConnections(point, net);
        return point;
      }
      if (selector.looksToJdk()) {
        transformer.letCoreReach();
      }
      weave(List.of(added));
    } finally {
      Threads.leaveAgent(entered);
    }
    return point;
  }

  private void weave(List<Planned> added) {
    planned.addAll(added);
    // First what comes, then what is there: between them nothing is missed.
    publish();
    PreFilter these = new PreFilter(added, List.of(), hierarchy);
    Map<String, List<Passed>> late = transformer.passing().meant(these);
    loadedClasses.weaveSelected(these, late);
    new LateClasses(loadedClasses, these, late).weave();
  }

  /** Lets a point on connections take effect, which is declared already. */
  synchronized void declareOnConnections(Point point, NetSelector selector) {
    if (gates == null && gatesFailure == null) {
      try {
        gates = gates();
      } catch (RuntimeException | LinkageError fault) {
        // Such as a JDK that has other classes. It is not tried again: a part may be woven.
        gatesFailure = "this JDK's network classes cannot be used: " + fault;
      }
    }
    NetGates known = gates;
    if (known == null) {
      point.tell(Woven.failed("net", null, String.valueOf(gatesFailure)));
    } else {
      known.declare(point, selector);
    }
  }

  /** The gates, woven when they are first needed. */
  private NetGates gates() {
    NetGates made = new NetGates();
    transformer.letCoreReach();
    for (Class<?> used : Doors.used()) {
      open(used);
    }
    Doors.load();
    weave(made.planned());
    made.use();
    return made;
  }

  private static Selector selector(Declaration declaration) throws DeclarationException {
    Selector selector;
    try {
      selector = Selector.parse(declaration.method());
    } catch (SelectorException wrong) {
      throw new DeclarationException("method", wrong.column(), String.valueOf(wrong.getMessage()));
    }
    String reason = selector.prohibited();
    if (reason != null) {
      throw new DeclarationException("method", 0, "cannot be woven: " + reason);
    }
    return selector;
  }

  private static @Nullable Selector member(Position position, Selector selector)
      throws DeclarationException {
    try {
      selector.check(position);
      return Planned.member(position);
    } catch (SelectorException wrong) {
      int before = position.word().indexOf(position.member());
      throw new DeclarationException(
          "at", before + wrong.column(), String.valueOf(wrong.getMessage()));
    }
  }

  @Override
  public synchronized void undeclare(Point point) {
    Points.remove(point);
    if (point.declaration().isOnConnections()) {
      Network.undeclare(point);
      return;
    }
    for (int i = planned.size() - 1; i >= 0; i--) {
      if (planned.get(i).point == point) {
        planned.remove(i);
      }
    }
    Set<String> names = new HashSet<>();
    boolean entered = Threads.enterAgent();
    try {
      publish();
      for (Woven woven : point.state().sites()) {
        names.add(woven.className());
      }
      if (!names.isEmpty()) {
        loadedClasses.showAgain(names);
      }
    } finally {
      Threads.leaveAgent(entered);
    }
  }

  private void publish() {
    transformer.use(new PreFilter(planned, annotations, hierarchy));
  }

  @Override
  public void open(Class<?> type) {
    Module module = type.getModule();
    String name = type.getPackageName();
    Module reader = Reach.reader();
    Module other = reader == null ? boot : reader;
    if (!module.isNamed() || module.isOpen(name, boot) && module.isOpen(name, other)) {
      return;
    }
    instrumentation.redefineModule(
        module,
        Set.of(),
        Map.of(),
        Map.of(name, other == boot ? Set.of(boot) : Set.of(boot, other)),
        Set.of(),
        Map.of());
  }
}
