package dev.jinx.control;

import dev.jinx.bootstrap.ArmSpec;
import dev.jinx.bootstrap.Arming;
import dev.jinx.bootstrap.Capture;
import dev.jinx.bootstrap.Declaration;
import dev.jinx.bootstrap.DeclarationException;
import dev.jinx.bootstrap.ExpressionException;
import dev.jinx.bootstrap.Expressions;
import dev.jinx.bootstrap.Fitting;
import dev.jinx.bootstrap.MisfitException;
import dev.jinx.bootstrap.Names;
import dev.jinx.bootstrap.Point;
import dev.jinx.bootstrap.Points;
import dev.jinx.bootstrap.Position;
import dev.jinx.bootstrap.Reach;
import dev.jinx.bootstrap.Startup;
import dev.jinx.bootstrap.Terms;
import dev.jinx.bootstrap.Weaver;
import dev.jinx.net.Network;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Declares points in the running JVM, and takes them back. All of it or nothing. */
final class Declaring {
  private static final Object LOCK = new Object();

  private final Allowed allowed;
  private final Expressions expressions;
  private final Texts texts;

  Declaring(Allowed allowed, Expressions expressions) {
    this.allowed = allowed;
    this.expressions = expressions;
    this.texts = new Texts(allowed, expressions);
  }

  Point declare(DeclareRequest request, long seed) throws RefusedException {
    allowed.checkPoints(request.name());
    checkBounds(request);
    Declaration declaration = declaration(request);
    Point point = declare(request, declaration, seed);
    if (declaration.isOnConnections()) {
      // Whoever has the answer expects the point to be where it says.
      Network.awaitNames();
    }
    return point;
  }

  private Point declare(DeclareRequest request, Declaration declaration, long seed)
      throws RefusedException {
    synchronized (LOCK) {
      Point taken = Points.find(request.name());
      if (taken != null) {
        throw new RefusedException(
            RefusedException.Kind.CONFLICT,
            "name",
            request.name(),
            "the name is taken by " + taken.declaration().source(),
            0);
      }
      Bounds.checkPoints(request.name());
      Point point;
      try {
        point = weaver(request.name()).declare(declaration);
      } catch (DeclarationException wrong) {
        throw new RefusedException(
            wrong.field(), value(request, wrong.field()), wrong.reason(), wrong.column());
      }
      Terms terms = declaration.terms();
      if (terms != null) {
        try {
          Fitting.check(point, terms);
        } catch (MisfitException misfit) {
          // With arms that somebody may have begun meanwhile.
          takeBack(point, weaver(request.name()));
          throw new RefusedException("action", terms.text(), misfit.reason(), 0);
        }
      }
      Startup.enableDeclared(point);
      if (request.enabled() && !point.isEnabled()) {
        Arming.begin(point, ArmSpec.of(declaration, request.oneShot(), seed));
      }
      return point;
    }
  }

  private static void checkBounds(DeclareRequest request) throws RefusedException {
    Bounds.checkText("method", request.method());
    if (request.at() != null) {
      Bounds.checkText("at", request.at());
    }
    Bounds.checkEntries("capture", request.capture());
    for (Map.Entry<String, String> one : request.capture().entrySet()) {
      Bounds.checkText("capture." + one.getKey(), one.getValue());
    }
    Bounds.checkEntries("parameters", request.parameters());
  }

  Disabled undeclare(Point point) throws RefusedException {
    allowed.checkPoints(point.name());
    synchronized (LOCK) {
      Arming.Ended ended = takeBack(point, weaver(point.name()));
      return new Disabled(ended.arms(), ended.released());
    }
  }

  private static Arming.Ended takeBack(Point point, Weaver weaver) {
    Arming.Ended ended;
    synchronized (Arming.LOCK) {
      // Whoever enables it from here on finds it gone.
      Points.remove(point);
      ended = Arming.end(Arming.arms(List.of(point), null), "the point was undeclared", false);
    }
    // Not under Arming's lock: this waits for the JVM, and for loaders of the application.
    weaver.undeclare(point);
    return ended;
  }

  private static Weaver weaver(String name) throws RefusedException {
    Weaver weaver = Reach.weaver();
    if (weaver == null) {
      throw new RefusedException(
          RefusedException.Kind.CONFLICT, "name", name, "nothing is woven in this JVM", 0);
    }
    return weaver;
  }

  private static String value(DeclareRequest request, String field) {
    return field.equals("at")
        ? String.valueOf(request.at())
        : field.equals("name") ? request.name() : request.method();
  }

  private Declaration declaration(DeclareRequest request) throws RefusedException {
    if (!Names.valid(request.name())) {
      throw new RefusedException(
          "name", request.name(), "is not a name; right are " + Names.RULE, 0);
    }
    Position position = request.at() == null ? Position.ENTRY : Position.of(request.at());
    if (position == null) {
      throw new RefusedException(
          "at", String.valueOf(request.at()), "is not a position; right is " + Position.RULE, 0);
    }
    boolean onConnections = Declaration.isOnConnections(request.method());
    return new Declaration(
        request.name(),
        request.method(),
        position,
        request.action() == null ? null : texts.terms(request.action()),
        request.when() == null ? null : texts.condition(request.when(), onConnections),
        capture(request.capture(), onConnections),
        request.parameters(),
        "HTTP");
  }

  private @Nullable Capture capture(Map<String, String> texts, boolean onConnections)
      throws RefusedException {
    try {
      return texts.isEmpty() ? null : expressions.capture(texts, onConnections);
    } catch (ExpressionException wrong) {
      throw new RefusedException(
          "capture." + wrong.name(),
          String.valueOf(texts.get(wrong.name())),
          wrong.reason(),
          wrong.column());
    }
  }
}
