package dev.jinx.instrumentation;

import dev.jinx.bootstrap.Declaration;
import dev.jinx.bootstrap.Point;
import dev.jinx.bootstrap.PointState;
import dev.jinx.bootstrap.Points;
import dev.jinx.bootstrap.Position;
import dev.jinx.bootstrap.Woven;
import dev.jinx.net.Doors;
import dev.jinx.net.NetSelector;
import dev.jinx.net.Network;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The gates of {@link Doors} as points to be woven; and what became of them. */
final class NetGates {
  private final List<Planned> planned = new ArrayList<>();

  NetGates() {
    for (Doors.Door door : Doors.all()) {
      Selector selector;
      try {
        selector = Selector.parse(door.selector());
      } catch (SelectorException impossible) {
        throw new IllegalStateException(door.selector(), impossible);
      }
      Declaration declaration =
          new Declaration("net", door.selector(), Position.ENTRY, "points on connections");
      planned.add(new Planned(Points.gate(declaration, door.gate()), selector));
    }
  }

  List<Planned> planned() {
    return planned;
  }

  /** To be called once they are woven. */
  void use() {
    List<Point> points = new ArrayList<>();
    for (Planned gate : planned) {
      points.add(gate.point);
    }
    Network.use(points);
  }

  /** Lets a point on connections take effect, and tells what became of it. */
  void declare(Point point, NetSelector selector) {
    Woven woven = Network.declare(point, selector);
    String missing = missing();
    point.tell(missing == null ? woven : Woven.failed(woven.className(), null, missing));
  }

  /** Which methods of this JDK could not be woven, or null. */
  private @Nullable String missing() {
    StringBuilder missing = new StringBuilder();
    for (Planned gate : planned) {
      PointState state = gate.point.state();
      if (!state.word().equals("woven")) {
        missing
            .append(missing.length() == 0 ? "" : "; ")
            .append(gate.selector.text())
            .append(" is ")
            .append(state.word());
        if (state.reason() != null) {
          missing.append(": ").append(state.reason());
        }
      }
    }
    return missing.length() == 0 ? null : "not all of the JDK's methods are woven: " + missing;
  }
}
