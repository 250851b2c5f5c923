package dev.jinx.client.junit;

import dev.jinx.client.Declaration;
import dev.jinx.client.Jinx;
import dev.jinx.client.internal.Closing;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The points that tests declared in JVMs that run, until all tests have run: others may use the
 * same ones meanwhile. Thread-safe.
 */
final class Declared implements AutoCloseable {
  /** Those in one life of one JVM. */
  private static final class InOneLife {
    private final Jinx keeper;
    private final Map<String, Declaration> points = new HashMap<>();

    InOneLife(Jinx keeper) {
      this.keeper = keeper;
    }

    synchronized void add(Declaration declaration) {
      if (!declaration.equals(points.get(declaration.name()))) {
        keeper.declare(declaration); // says so where the name is taken by another one
        points.put(declaration.name(), declaration);
      }
    }
  }

  private final Map<String, InOneLife> lives = new ConcurrentHashMap<>();

  /** Sees to it that the JVM of that connection has the point. */
  void add(Jinx jinx, Declaration declaration) {
    String life = jinx.settings().address() + " " + jinx.node() + "@" + jinx.begin().boot();
    // The report is each test's own matter: it knows what it enabled.
    lives.computeIfAbsent(life, any -> new InOneLife(jinx.again())).add(declaration.silently());
  }

  @Override
  public void close() {
    Closing.all(lives.values().stream().<Runnable>map(life -> life.keeper::close).toList());
  }
}
