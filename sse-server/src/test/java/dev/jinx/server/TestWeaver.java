package dev.jinx.server;

import dev.jinx.bootstrap.Declaration;
import dev.jinx.bootstrap.DeclarationException;
import dev.jinx.bootstrap.Point;
import dev.jinx.bootstrap.Points;
import dev.jinx.bootstrap.Weaver;

/** Declares without weaving: this JVM has no agent. The packaged jar's tests have the real one. */
class TestWeaver implements Weaver {
  @Override
  public Point declare(Declaration declaration) throws DeclarationException {
    if (declaration.method().indexOf('#') < 0) {
      throw new DeclarationException("method", 1, "has no '#'");
    }
    return Points.declare(declaration);
  }

  @Override
  public void undeclare(Point point) {
    Points.remove(point);
  }

  @Override
  public void open(Class<?> type) {}
}
