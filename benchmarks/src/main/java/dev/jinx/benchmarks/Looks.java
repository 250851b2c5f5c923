package dev.jinx.benchmarks;

import java.util.ArrayList;
import java.util.List;

/** Methods with points that look at a hit's values, or draw; what each is enabled with. */
enum Looks {
  CLOCK("nanoTime alone", "", "") {
    @Override
    void run(int number, Looks.Message message) {
      last = System.nanoTime();
    }
  },
  PLAIN("observe", "observe", "") {
    @Override
    void run(int number, Looks.Message message) {
      plain(number, message);
    }
  },
  DRAW("50%observe->off", "50%25observe-%3Eoff", "") {
    @Override
    void run(int number, Looks.Message message) {
      draw(number, message);
    }
  },
  NEVER("when: args[0] == -1, never true", "observe", "args[0] == -1") {
    @Override
    void run(int number, Looks.Message message) {
      never(number, message);
    }
  },
  FIELD(
      "when: args[1].peer == 'n3', a private field, never true",
      "observe",
      "args[1].peer == 'n3'") {
    @Override
    void run(int number, Looks.Message message) {
      field(number, message);
    }
  },
  PATTERN(
      "when: args[0] >= 0 && thread.name =~ 'ap.*', true, and observe",
      "observe",
      "args[0] >= 0 && thread.name =~ 'ap.*'") {
    @Override
    void run(int number, Looks.Message message) {
      pattern(number, message);
    }
  },
  CAPTURE("capture: args[1].peer, and observe", "observe", "") {
    @Override
    void run(int number, Looks.Message message) {
      capture(number, message);
    }
  };

  private static volatile long last;

  final String label;
  private final String action;
  private final String condition;

  Looks(String label, String action, String condition) {
    this.label = label;
    this.action = action;
    this.condition = condition;
  }

  /** What is sent. */
  static final class Message {
    private final String peer;

    Message(String peer) {
      this.peer = peer;
    }

    int length() {
      return peer.length();
    }
  }

  abstract void run(int number, Looks.Message message);

  String point() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }

  /** The query that enables it; empty for the clock. */
  String query() {
    return action.isEmpty()
        ? ""
        : "action=" + action + (condition.isEmpty() ? "" : "&when=" + Node.encode(condition));
  }

  /** All points, for a configuration. */
  static List<String> points() {
    List<String> lines = new ArrayList<>();
    for (Looks look : values()) {
      if (!look.action.isEmpty()) {
        lines.addAll(Node.point(look.point(), Looks.class.getName() + "#" + look.point(), "entry"));
      }
      if (look == CAPTURE) {
        lines.add("    capture: { peer: \"args[1].peer\" }");
      }
    }
    return lines;
  }

  static void plain(int number, Message message) {
    last = number;
  }

  static void draw(int number, Message message) {
    last = number;
  }

  static void never(int number, Message message) {
    last = number;
  }

  static void field(int number, Message message) {
    last = number;
  }

  static void pattern(int number, Message message) {
    last = number;
  }

  static void capture(int number, Message message) {
    last = number;
  }
}
