package dev.jinx.check;

import dev.jinx.agent.PlannedPoint;
import dev.jinx.agent.ReadFile;
import dev.jinx.agent.StartupPoint;
import dev.jinx.bootstrap.MisfitException;
import dev.jinx.bootstrap.Names;
import dev.jinx.bootstrap.Place;
import dev.jinx.bootstrap.Point;
import dev.jinx.bootstrap.PointState;
import dev.jinx.bootstrap.Points;
import dev.jinx.bootstrap.Position;
import dev.jinx.bootstrap.Say;
import dev.jinx.bootstrap.Site;
import dev.jinx.bootstrap.Terms;
import dev.jinx.bootstrap.Woven;
import dev.jinx.instrumentation.DryRun;
import dev.jinx.instrumentation.Planned;
import dev.jinx.instrumentation.Selector;
import dev.jinx.net.NetSelector;
import dev.jinx.net.Network;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Declares the points of a file, once in a JVM, and sees whether a program's classes fit them. */
final class Check {
  private static final String NO_CLASS = "there is no class '";
  private static final String NO_METHOD = "is loaded but has no such method";

  private final ReadFile file;
  private final Program program;
  private final List<Finding> others = new ArrayList<>();

  Check(ReadFile file, Program program) {
    this.file = file;
    this.program = program;
  }

  Report run() throws IOException {
    Map<Point, PlannedPoint> declared = new LinkedHashMap<>();
    List<Planned> planned = new ArrayList<>();
    for (PlannedPoint wanted : file.points()) {
      Point point = Points.declare(wanted.declaration());
      declared.put(point, wanted);
      NetSelector net = wanted.selector().net();
      if (net == null) {
        planned.add(new Planned(point, wanted.selector()));
      } else {
        // Of no class of the program; which connections there will be, nobody knows before.
        point.tell(Network.look(point, net));
      }
    }
    for (String problem : file.problems()) {
      others.add(new Finding("", null, problem));
    }
    // The JDK's own classes look for the application's through it.
    Thread.currentThread().setContextClassLoader(program.loader());
    program.show(new DryRun(planned, file.annotations()), file.points());
    List<CheckedPoint> points = new ArrayList<>();
    for (Point point : Points.all()) {
      points.add(check(point, declared.get(point)));
    }
    for (String said = Say.next(); said != null; said = Say.next()) {
      others.add(new Finding("", null, said));
    }
    startup();
    return new Report(points, others);
  }

  private void startup() {
    for (StartupPoint wanted : file.startup()) {
      if (Points.find(wanted.name()) == null) {
        others.add(
            new Finding(
                wanted.place(),
                wanted.name(),
                "neither this file nor an annotation declares it"
                    + Names.hint(wanted.name(), Points.names())));
      }
    }
  }

  private CheckedPoint check(Point point, @Nullable PlannedPoint wanted) throws IOException {
    PointState state = point.state();
    Set<String> methods = new LinkedHashSet<>();
    Set<String> misfits = new LinkedHashSet<>();
    for (Woven woven : state.sites()) {
      for (Site site : woven.sites()) {
        methods.add(site.label());
        String misfit = misfit(point.declaration().terms(), woven, site);
        if (misfit != null) {
          misfits.add(misfit);
        }
      }
    }
    List<Finding> findings = new ArrayList<>();
    String name = point.name();
    if (!state.word().equals("woven")) {
      String method = point.declaration().method();
      String reason = method + ": " + reason(state, point.declaration().position(), wanted);
      boolean at = state.word().equals("missing") && isOfPlace(state);
      String place =
          wanted == null ? point.declaration().source() : wanted.place(at ? "at" : "method");
      findings.add(new Finding(place, name, reason));
    }
    for (String misfit : misfits) {
      String place = wanted == null ? point.declaration().source() : wanted.place("action");
      findings.add(new Finding(place, name, misfit));
    }
    return new CheckedPoint(
        name,
        point.declaration().source(),
        new ArrayList<>(methods),
        point.declaration().position().word(),
        wanted == null || wanted.isSound(),
        findings);
  }

  private static boolean isOfPlace(PointState state) {
    String reason = state.reason();
    return reason != null && reason.contains(" is loaded, but ");
  }

  private String reason(PointState state, Position position, @Nullable PlannedPoint wanted)
      throws IOException {
    String told = String.valueOf(state.reason());
    if (state.word().equals("declared") && wanted != null) {
      return noClass(wanted.selector());
    }
    if (told.endsWith(NO_METHOD) && wanted != null) {
      String method = wanted.selector().method();
      List<String> near = state.nearest();
      return wanted.selector().className()
          + (near.stream().anyMatch(label -> label.startsWith(method + "("))
              ? " has no method '" + method + "' with such arguments"
              : " has no method '" + method + "'")
          + (near.isEmpty() ? "" : "; did you mean '" + String.join("' or '", near) + "'?");
    }
    String text = told.replace(" is loaded, but ", ": ");
    String own = wanted == null ? "" : wanted.selector().className() + ": ";
    text = text.startsWith(own) ? text.substring(own.length()) : text;
    return text.replace(
        " classes that it selects are loaded, none with such a method or place",
        " classes match, none with such a method"
            + (position.equals(Position.ENTRY) ? " that has a body" : " and place"));
  }

  private String noClass(Selector selector) throws IOException {
    String name = selector.className();
    if (name.indexOf('*') >= 0) {
      return "no class matches '" + name + "'";
    }
    if (selector.subtypes() && program.has(name)) {
      return "no class is a '" + name + "'";
    }
    return "no class '" + name + "'" + program.names().hint(name);
  }

  private @Nullable String misfit(@Nullable Terms terms, Woven woven, Site site)
      throws IOException {
    if (terms == null) {
      return null;
    }
    try {
      terms.check(new Place(site, program.loaderOf(woven.className())));
      return null;
    } catch (MisfitException wrong) {
      return explained(wrong.reason());
    }
  }

  /** With what the running agent cannot know: all names, and what is missing beside a class. */
  private String explained(String reason) throws IOException {
    if (!reason.startsWith(NO_CLASS) || reason.contains("did you mean")) {
      return reason;
    }
    String name = reason.substring(NO_CLASS.length(), reason.indexOf('\'', NO_CLASS.length()));
    String incomplete = program.loader().incomplete(name);
    return incomplete == null
        ? reason + program.names().hint(name)
        : "class '" + name + "' is there but cannot be used: " + incomplete;
  }
}
