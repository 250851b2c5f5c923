package dev.jinx.client.junit;

import dev.jinx.client.Api;
import dev.jinx.client.Cursor;
import dev.jinx.client.Declaration;
import dev.jinx.client.Jinx;
import dev.jinx.client.UnknownPointException;
import dev.jinx.client.UnreachableException;
import dev.jinx.client.internal.Closing;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The points that tests declared in JVMs that run, until all tests have run: others may use the
 * same ones meanwhile. Thread-safe.
 */
final class Declared implements AutoCloseable {
  /** Those in one life of one JVM. It holds no connection. */
  private static final class InOneLife {
    private final Api api;
    private final Cursor life;
    private final Map<String, Declaration> points = new LinkedHashMap<>();

    InOneLife(Jinx jinx) {
      this.api = new Api(jinx.settings());
      this.life = jinx.begin();
    }

    synchronized void add(Declaration declaration) {
      if (!declaration.equals(points.get(declaration.name()))) {
        api.declare(declaration.json()); // says so where the name is taken by another one
        points.put(declaration.name(), declaration);
      }
    }

    synchronized void takeBack() {
      try {
        if (!api.health().cursor().sameLife(life)) {
          return; // they are gone with it
        }
      } catch (UnreachableException e) {
        if (e.nothingListens()) {
          return;
        }
        throw new IllegalStateException("may still be declared: " + points.keySet(), e);
      }
      Closing.all(points.keySet().stream().<Runnable>map(name -> () -> takeBack(name)).toList());
    }

    private void takeBack(String name) {
      try {
        api.undeclare(name);
      } catch (UnknownPointException e) {
        return; // somebody was first
      }
    }
  }

  private final Map<String, InOneLife> lives = new ConcurrentHashMap<>();

  /** Sees to it that the JVM of that connection has the point. */
  void add(Jinx jinx, Declaration declaration) {
    String life = jinx.settings().address() + " " + jinx.node() + "@" + jinx.begin().boot();
    lives.computeIfAbsent(life, any -> new InOneLife(jinx)).add(declaration);
  }

  @Override
  public void close() {
    List<Runnable> steps = lives.values().stream().<Runnable>map(life -> life::takeBack).toList();
    Closing.all(steps);
  }
}
