package dev.jinx.bootstrap;

/**
 * Initializes what a hit may need, before the first one: a class whose initializer meets the end of
 * the application's stack or memory stays broken for ever, and two threads that initialize classes
 * which refer to one another may wait for each other for ever.
 */
public final class Preload {
  private static final String[] CLASSES = {
    "Faults",
    "Say",
    "Phase",
    "Position",
    "Mode",
    "Record",
    "Wake",
    "Callbacks",
    "Arms",
    "Arm",
    "Waiter",
    "Parking",
    "Replacement",
    "Attachments",
    "Shape",
    "Linked",
    "Linked$Call",
    "Effect",
    "Turn",
    "Look",
    "HitView",
    "Chain",
    "Term",
    "Outcome",
    "Kept",
    "OwnFrames",
    "Fitting",
    "Action",
    "Terms",
    "Site",
    "Hit",
    "Tables",
    "ThreadTable",
    "OwnTable",
    "SharedTable",
    "Chunk",
    "ChunkPool",
    "Calls",
    "Arming",
  };

  private Preload() {}

  /** Does it; by the thread that starts the agent. */
  public static void now() {
    String own = Preload.class.getName();
    String base = own.substring(0, own.lastIndexOf('.') + 1);
    for (String name : CLASSES) {
      try {
        Class.forName(base + name, true, Preload.class.getClassLoader());
      } catch (ClassNotFoundException damaged) {
        throw new IllegalStateException("jinx.jar is damaged: " + base + name, damaged);
      }
    }
  }
}
