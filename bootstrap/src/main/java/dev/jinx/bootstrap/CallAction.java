package dev.jinx.bootstrap;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Calls a static method of the application or the test: {@code call(com.acme.Faults#corrupt)}. It
 * needs no class of ours: it takes nothing, {@code (Object self, Object[] args)}, or a map.
 *
 * <p>The map has {@code point method arm hit thread this args result exception parameters}, and on
 * connections {@code peer local bytes direction connection}; what the method puts in as {@code
 * return} leaves the woven method; a value that does not fit is an error of the arm. What it throws
 * is thrown there.
 */
final class CallAction extends Action {
  private static final String RETURN = "return";

  private final String owner;
  private final String method;

  private CallAction(String text, String owner, String method) {
    super(text);
    this.owner = owner;
    this.method = method;
  }

  static CallAction of(String text, Argument argument, TextReader in) throws TermsException {
    int hash = argument.text.indexOf('#');
    Argument owner = new Argument(argument.text.substring(0, Math.max(0, hash)), (char) 0, 0);
    Argument method = new Argument(argument.text.substring(hash + 1), (char) 0, 0);
    if (argument.isQuoted() || !owner.isName() || !method.isName() || method.text.contains(".")) {
      throw in.wrong(
          argument.at,
          "'" + argument.text + "' is not a static method, such as com.acme.Faults#corrupt");
    }
    return new CallAction(text, owner.text, method.text);
  }

  @Override
  public String type() {
    return "lambda";
  }

  @Override
  boolean isFitted() {
    return true;
  }

  @Override
  boolean wantsValues() {
    return true;
  }

  @Override
  Effect fit(Place place) throws MisfitException {
    Class<?> type = place.load(owner);
    List<String> names = new ArrayList<>();
    try {
      for (Method candidate : type.getDeclaredMethods()) {
        if (Modifier.isStatic(candidate.getModifiers())) {
          names.add(candidate.getName());
          if (candidate.getName().equals(method) && takesHit(candidate)) {
            Reach.open(type, candidate);
            return new Call(candidate, place);
          }
        }
      }
    } catch (LinkageError incomplete) {
      throw new MisfitException(owner + " cannot be used: " + incomplete);
    }
    throw new MisfitException(
        owner
            + " has no static method "
            + method
            + "(), (Object self, Object[] args) or (Map hit)"
            + (names.contains(method) ? "" : Names.hint(method, names)));
  }

  private static boolean takesHit(Method method) {
    Class<?>[] types = method.getParameterTypes();
    return types.length == 0
        || types.length == 1 && types[0] == Map.class
        || types.length == 2 && types[0] == Object.class && types[1] == Object[].class;
  }

  private static final class Call implements Effect {
    private final Method method;
    private final Place place;

    Call(Method method, Place place) {
      this.method = method;
      this.place = place;
    }

    @Override
    public @Nullable Replacement act(Turn turn) throws Throwable {
      HitView view = turn.view;
      if (view == null) {
        throw new IllegalStateException("a hit without its values");
      }
      try {
        switch (method.getParameterCount()) {
          case 0:
            method.invoke(null);
            return null;
          case 2:
            method.invoke(null, view.self(), view.args());
            return null;
          default:
            Map<String, Object> map = map(view);
            method.invoke(null, map);
            return map.containsKey(RETURN) ? replacement(turn.arm, map.get(RETURN)) : null;
        }
      } catch (InvocationTargetException thrown) {
        Throwable cause = thrown.getCause();
        throw cause == null ? thrown : cause;
      }
    }

    private static Map<String, Object> map(HitView view) {
      Map<String, Object> map = new HashMap<>();
      map.put("point", view.point());
      map.put("method", view.method());
      map.put("arm", view.arm());
      map.put("hit", view.number());
      map.put("thread", view.thread());
      map.put("this", view.self());
      map.put("args", view.args());
      map.put("result", view.result());
      map.put("exception", view.exception());
      map.put("parameters", view.parameters());
      Carried carried = view.carried();
      if (carried != null) {
        map.putAll(carried.facts());
      }
      return map;
    }

    /** What it put in as {@code return}; where that is no value of the method's, it goes on. */
    private @Nullable Replacement replacement(Arm arm, @Nullable Object value)
        throws MisfitException {
      String returns = place.shape().returns();
      String stays = place.shape().stays();
      Object fitting = value;
      if (returns.equals("V")) {
        fitting = null;
      } else if (returns.length() == 1) {
        fitting = Primitives.convert(value, returns.charAt(0));
      }
      boolean fits =
          returns.length() == 1
              ? fitting != null || returns.equals("V")
              : value == null || place.load(typeName(returns)).isInstance(value);
      if (!fits || stays != null) {
        String why = stays != null ? stays : value == null ? "null" : value.getClass().getName();
        arm.tellError(method + " put the wrong 'return' for " + place.label() + ": " + why);
        return null;
      }
      return new Replacement(fitting);
    }

    private static String typeName(String descriptor) {
      String dotted = descriptor.replace('/', '.');
      return dotted.charAt(0) == '[' ? dotted : dotted.substring(1, dotted.length() - 1);
    }
  }
}
