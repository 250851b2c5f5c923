package com.acme.faults;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;

/** What can be called by name, and what came of it as a text. */
final class Calls {
  private final Answers answers = new Answers();
  private final Journal journal = new Journal();
  private final Map<String, Callable<Object>> byName = new TreeMap<>();

  Calls() {
    byName.put("yes", answers::yes);
    byName.put("small", answers::small);
    byName.put("letter", answers::letter);
    byName.put("brief", answers::brief);
    byName.put("count", answers::count);
    byName.put("term", answers::term);
    byName.put("ratio", answers::ratio);
    byName.put("exact", answers::exact);
    byName.put("text", answers::text);
    byName.put("colour", answers::colour);
    byName.put("maybe", answers::maybe);
    byName.put("maybeInt", answers::maybeInt);
    byName.put("boxed", answers::boxed);
    byName.put("array", () -> java.util.Arrays.toString(answers.array()));
    byName.put("ofClass", Answers::ofClass);
    byName.put("broken", answers::broken);
    byName.put("steps", answers::steps);
    byName.put("size", journal::size);
    byName.put("last", journal::last);
    byName.put("disk", Journal::toDisk);
    byName.put("called", Mischief::called);
    byName.put("late", () -> Late.size()); // a reference would load it now
    byName.put(
        "step",
        () -> {
          answers.step();
          return "stepped";
        });
  }

  /** {@code NAME}, or {@code commit:ID:PEER}. */
  String told(String call) {
    try {
      String[] parts = call.split(":");
      Object result =
          parts[0].equals("commit")
              ? journal.commit(Long.parseLong(parts[1]), parts[2])
              : byName.get(call).call();
      return String.valueOf(result);
    } catch (Throwable thrown) {
      return thrown(thrown);
    }
  }

  private static String thrown(Throwable thrown) {
    String text = thrown.getClass().getName() + " " + thrown.getMessage();
    Throwable cause = thrown.getCause();
    return cause == null ? text : text + " because " + thrown(cause);
  }
}
