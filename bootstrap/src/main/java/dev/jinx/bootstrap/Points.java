package dev.jinx.bootstrap;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** All declared points, in the order of their declaration. May be used from any thread. */
public final class Points {
  private static volatile Point[] all = {};
  private static int declared;

  private Points() {}

  /**
   * Declares a point.
   *
   * @throws IllegalArgumentException where the name is taken
   */
  public static synchronized Point declare(Declaration declaration) {
    Point taken = find(declaration.name());
    if (taken != null) {
      throw new IllegalArgumentException(
          "the name '" + declaration.name() + "' is taken by " + taken.declaration().source());
    }
    Point[] now = all;
    Point armed = Startup.take(declaration);
    Point point = armed == null ? new Point(declared++, declaration) : armed;
    if (armed == null) {
      Startup.declared(point);
    } else {
      armed.become(declaration);
    }
    Point[] more = Arrays.copyOf(now, now.length + 1);
    more[now.length] = point;
    all = more;
    return point;
  }

  /** A gate: woven as a point is, and not among those that are declared. */
  public static synchronized Point gate(Declaration declaration, Gate gate) {
    return new Point(declared++, declaration, gate);
  }

  /** A point that is not declared yet, but may be armed. */
  static synchronized Point reserve(Declaration declaration) {
    return new Point(declared++, declaration);
  }

  /** Takes a declaration back; its name is free again. */
  public static synchronized void remove(Point point) {
    Point[] now = all;
    for (int i = 0; i < now.length; i++) {
      if (now[i] == point) {
        Point[] fewer = Arrays.copyOf(now, now.length - 1);
        System.arraycopy(now, i + 1, fewer, i, now.length - 1 - i);
        all = fewer;
        point.undeclare();
        return;
      }
    }
  }

  /** The point of that name, or null. */
  public static @Nullable Point find(String name) {
    Point[] now = all;
    for (int i = 0; i < now.length; i++) {
      if (now[i].name().equals(name)) {
        return now[i];
      }
    }
    return null;
  }

  /** All of them. */
  public static List<Point> all() {
    return List.of(all);
  }

  /** All names. */
  public static List<String> names() {
    List<String> names = new ArrayList<>();
    for (Point point : all) {
      names.add(point.name());
    }
    return names;
  }
}
