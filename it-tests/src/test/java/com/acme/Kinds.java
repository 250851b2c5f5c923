package com.acme;

import dev.jinx.InjectionPoint;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.Function;

/**
 * Methods of every kind. Each line of the input names one, which is then called once; the answer is
 * what it returns.
 */
public class Kinds {
  static class Base {
    final String made;

    Base(String made) {
      this.made = made;
    }
  }

  static final class Derived extends Base {
    Derived(int number) {
      // A branch before super(..) is called.
      super(number > 0 ? "positive" : "negative");
    }

    Derived() {
      this(1);
    }
  }

  interface Greeter {
    String name();

    default String greet() {
      return "hello " + name();
    }
  }

  interface Handler<T> {
    String handle(T value);
  }

  static final class TextHandler implements Handler<String> {
    @Override
    public String handle(String value) {
      return value.trim();
    }
  }

  static final class Lazy {
    static final String MADE = "made".repeat(1);
  }

  record Pair(int left, long right) {}

  enum Colour {
    RED {
      @Override
      String paint() {
        return "red";
      }
    };

    abstract String paint();
  }

  static String ofClass() {
    return "static";
  }

  private String hidden() {
    return "private";
  }

  synchronized String locked() {
    return "synchronized " + Thread.holdsLock(this);
  }

  final String last() {
    return "final";
  }

  String lambda() {
    Function<String, String> twice = text -> text + text;
    return twice.apply("la");
  }

  String over() {
    return "over";
  }

  String over(long number) {
    return "over " + number;
  }

  String over(String text, double[] numbers) {
    return text + numbers.length;
  }

  long thrower(int what) {
    if (what < 0) {
      throw new IllegalStateException("below zero");
    }
    return what;
  }

  String caught() {
    try {
      return "returned " + thrower(-1);
    } catch (IllegalStateException expected) {
      return "caught " + expected.getMessage();
    }
  }

  void nothing() {}

  @InjectionPoint("marked")
  String marked() {
    return "annotated";
  }

  @FailPoint(name = "own-mark")
  static String ownMarked() {
    return "own annotation";
  }

  public static void main(String[] args) throws Exception {
    Kinds kinds = new Kinds();
    Map<String, Callable<Object>> calls = new TreeMap<>();
    calls.put("constructor", () -> new Derived().made);
    calls.put("static", Kinds::ofClass);
    calls.put("private", kinds::hidden);
    calls.put("synchronized", kinds::locked);
    calls.put("final", kinds::last);
    calls.put("default", () -> ((Greeter) () -> "you").greet());
    calls.put("lambda", kinds::lambda);
    calls.put("bridge", () -> ((Handler<String>) new TextHandler()).handle(" text "));
    calls.put("clinit", () -> Lazy.MADE);
    calls.put("record", () -> new Pair(1, 2).left());
    calls.put("enum", Colour.RED::paint);
    calls.put("over", () -> List.of(kinds.over(), kinds.over(1), kinds.over("x", new double[2])));
    calls.put("returned", () -> kinds.thrower(1));
    calls.put("thrown", kinds::caught);
    calls.put(
        "nothing",
        () -> {
          kinds.nothing();
          return "nothing";
        });
    calls.put("marked", kinds::marked);
    calls.put("own-mark", Kinds::ownMarked);
    System.out.println("ready");
    BufferedReader in = new BufferedReader(new InputStreamReader(System.in));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      System.out.println(calls.get(line).call());
    }
  }
}
