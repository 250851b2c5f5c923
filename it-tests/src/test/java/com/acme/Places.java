package com.acme;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Places within methods. Each line of the input names one, which is then called; {@code line NAME}
 * answers at which line its marked place is.
 */
public final class Places {
  interface Kind {
    String greet(String name);
  }

  static final class Plain implements Kind {
    @Override
    public String greet(String name) {
      return "hello " + name;
    }
  }

  private static final Object LOCK = new Object();
  private static int marked;
  private final String made;

  Places(String text) {
    this.made = text.trim();
  }

  /** The line that calls this. */
  private static int line() {
    return new Throwable().getStackTrace()[1].getLineNumber();
  }

  String steps(String text, int times) {
    StringBuilder built = new StringBuilder(times > 0 ? text : "none");
    for (int i = 1; i < times; i++) {
      marked = line();
      built.append(text);
    }
    return built.toString() + made;
  }

  static String locked(Object lock) {
    synchronized (lock) {
      marked = line();
    }
    return "locked";
  }

  static boolean holds() {
    return Thread.holdsLock(LOCK);
  }

  static String raised(int code) {
    int twice = code * 2;
    byte[] room = new byte[twice];
    if (room.length > 4) {
      throw new IllegalArgumentException("code " + twice);
    }
    throw new IllegalStateException("small " + twice);
  }

  static String guarded(String number) {
    try {
      marked = line();
      return "parsed " + Integer.parseInt(number);
    } catch (IllegalArgumentException wrong) {
      return "caught " + wrong.getMessage();
    }
  }

  private static String call(String what) {
    switch (what) {
      case "steps":
        return new Places(" !").steps("ab", 3);
      case "locked":
        return locked(LOCK);
      case "holds":
        return String.valueOf(holds());
      case "raised":
        return raised(3);
      case "guarded":
        return guarded("7");
      case "kind":
        List<Kind> kinds = new ArrayList<>(List.of(new Plain()));
        return kinds.get(0).greet("you");
      default:
        return "?";
    }
  }

  public static void main(String[] args) throws Exception {
    System.out.println("ready");
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      String what = line.substring(line.indexOf(' ') + 1);
      String answer;
      try {
        answer = call(what);
      } catch (RuntimeException thrown) {
        answer = "thrown " + thrown.getMessage();
      }
      System.out.println(line.startsWith("line ") ? String.valueOf(marked) : answer);
    }
  }
}
