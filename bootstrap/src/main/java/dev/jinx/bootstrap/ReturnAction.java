package dev.jinx.bootstrap;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Leaves the method with a value; at {@code exit} in place of its result. */
final class ReturnAction extends Action {
  private final Literal value;

  ReturnAction(String text, Literal value) {
    super(text);
    this.value = value;
  }

  @Override
  boolean isFitted() {
    return true;
  }

  @Override
  Effect fit(Place place) throws MisfitException {
    String stays = place.shape().stays();
    if (stays != null) {
      throw new MisfitException("return cannot leave " + place.label() + ": " + stays);
    }
    String returns = place.shape().returns();
    if (returns.equals("V")) {
      if (!value.isNone()) {
        throw new MisfitException(
            place.label() + " returns nothing; right is 'return' without a value");
      }
      return new Leave(null);
    }
    if (value.isNone()) {
      throw new MisfitException(
          place.label()
              + " returns "
              + name(returns)
              + "; right is return with a value, such as "
              + example(returns));
    }
    if (value.isNull() && returns.length() > 1) {
      return new Leave(null);
    }
    char letter = returns.length() == 1 ? returns.charAt(0) : Primitives.boxedBy(returns);
    Effect effect;
    if (letter != 0) {
      Object fitting = Primitives.convert(value.natural(), letter);
      effect = fitting == null ? null : new Leave(fitting);
    } else {
      effect = reference(returns, place);
    }
    if (effect == null) {
      throw misfit(place, returns);
    }
    return effect;
  }

  private @Nullable Effect reference(String returns, Place place) throws MisfitException {
    Class<?> type =
        returns.charAt(0) == '['
            ? place.load(returns.replace('/', '.'))
            : place.load(returns.substring(1, returns.length() - 1).replace('/', '.'));
    Object natural = value.natural();
    Object object = natural == null ? value.empty(type) : natural;
    if (object != null) {
      return type.isInstance(object) ? new Leave(object) : null;
    }
    Field constant = value.constant(type, place);
    if (constant == null) {
      return null;
    }
    Reach.open(constant.getDeclaringClass(), constant);
    return new LeaveConstant(constant);
  }

  private MisfitException misfit(Place place, String returns) {
    String hint = "";
    if (returns.length() > 1 && Primitives.boxedBy(returns) == 0) {
      try {
        hint = constants(place.load(name(returns)));
      } catch (MisfitException unknown) {
        hint = "";
      }
    }
    return new MisfitException(
        place.label() + " returns " + name(returns) + "; " + value.text() + " is not one" + hint);
  }

  private static String constants(Class<?> type) {
    List<String> names = new ArrayList<>();
    for (Field field : type.getDeclaredFields()) {
      if (field.isEnumConstant()) {
        names.add(field.getName());
      }
    }
    return !names.isEmpty()
        ? "; its constants are " + names
        : type == String.class ? "; texts are in double quotes" : "";
  }

  static String example(String returns) {
    switch (returns) {
      case "Z":
        return "return(false)";
      case "Ljava/lang/String;":
        return "return(\"text\")";
      default:
        return returns.length() == 1 ? "return(0)" : "return(null)";
    }
  }

  /** A descriptor as people write it. */
  static String name(String returns) {
    String primitive = Primitives.name(returns.charAt(0));
    return primitive != null
        ? primitive
        : returns.charAt(0) == '['
            ? name(returns.substring(1)) + "[]"
            : returns.substring(1, returns.length() - 1).replace('/', '.');
  }

  private static final class Leave implements Effect {
    private final Replacement replacement;

    Leave(@Nullable Object value) {
      replacement = new Replacement(value);
    }

    @Override
    public Replacement act(Turn turn) {
      return replacement;
    }
  }

  private static final class LeaveConstant implements Effect {
    private final Field constant;

    LeaveConstant(Field constant) {
      this.constant = constant;
    }

    @Override
    public Replacement act(Turn turn) throws IllegalAccessException {
      return new Replacement(constant.get(null));
    }
  }
}
