package dev.jinx.instrumentation;

import dev.jinx.bootstrap.Declaration;
import dev.jinx.bootstrap.Names;
import dev.jinx.bootstrap.Point;
import dev.jinx.bootstrap.Points;
import dev.jinx.bootstrap.Position;
import dev.jinx.bootstrap.Say;
import org.jspecify.annotations.Nullable;

/** Points that annotations declare, at the moment their class is loaded. */
final class AnnotatedPoints {
  private AnnotatedPoints() {}

  /** The point that the annotation declares; null, and said why, where it cannot be one. */
  static @Nullable Point of(AnnotationLook annotation, String className, MethodLook method) {
    String where = "@" + annotation.type() + " on " + className + "#" + method.label();
    String name = annotation.name();
    if (name == null) {
      int simple = Math.max(className.lastIndexOf('.'), className.lastIndexOf('$')) + 1;
      name = className.substring(simple) + "." + method.name.replace('<', '_').replace('>', '_');
    }
    if (!Names.valid(name)) {
      Say.later(where + ": '" + name + "' is no name; right is " + Names.RULE);
      return null;
    }
    Position position = annotation.at() == null ? Position.ENTRY : Position.of(annotation.at());
    if (position == null) {
      Say.later(where + ": no position '" + annotation.at() + "'; right is " + Position.RULE);
      return null;
    }
    synchronized (Points.class) {
      Point known = Points.find(name);
      if (known == null) {
        return Points.declare(
            new Declaration(name, className + "#" + method.label(), position, where));
      }
      if (known.declaration().source().charAt(0) == '@'
          && known.declaration().position().equals(position)) {
        return known;
      }
      Say.later(where + ": the name '" + name + "' is taken by " + known.declaration().source());
      return null;
    }
  }
}
