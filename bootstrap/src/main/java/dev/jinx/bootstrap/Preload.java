package dev.jinx.bootstrap;

/**
 * Initializes what an application's thread may need of ours, before it does: a class whose
 * initializer meets the end of the application's stack or memory stays broken for ever, and two
 * threads that initialize classes which refer to one another may wait for each other for ever.
 */
public final class Preload {
  /** What linking a hook needs. */
  private static final String[] LINKING = {
    "Faults",
    "Say",
    "Mode",
    "Shape",
    "Site",
    "Linked",
    "Linked$Call",
    "Calls",
    "Callbacks",
    "Fitting",
    "Tables",
    "Threads",
    "ThreadTable",
    "OwnTable",
  };

  /** What a hit needs, besides. */
  private static final String[] HITTING = {
    "Phase",
    "Position",
    "Record",
    "Wake",
    "Arms",
    "Arm",
    "Waiter",
    "Parking",
    "Replacement",
    "Note",
    "Effect",
    "Turn",
    "Chain",
    "Term",
    "Outcome",
    "Kept",
    "Action",
    "Terms",
    "Hit",
    "SharedTable",
    "Chunk",
    "HeapChunk",
    "RingFile",
    "RingHead",
    "RingGrowth",
    "Definitions",
    "ChunkPool",
    "Look",
    "Look$Chosen",
    "HitView",
    "Entrance",
    "Facts",
    "FilterAction",
    "Place",
    "MisfitException",
    "OwnFrames",
    "CallerClass",
    "Pass",
    "Recall",
    "Due",
    "Backlog",
    "Lane",
    "TakenCall",
    "HeldCall",
    "CallThread",
    "CallClock",
    "CallFilter",
    "CallFilter$Dropping",
    "CallFilter$Duplicating",
    "CallFilter$Taking",
    "CallFilter$Deferring",
    "CallFilter$Reordering",
    "CallFilter$Throttling",
    "CallFilter$Holding",
  };

  private static boolean hitting;

  private Preload() {}

  /** Before anything is woven; by the thread that starts the agent. */
  public static void forLinking() {
    load(LINKING);
  }

  /** Before the first arm begins; under the lock of {@link Arming}. */
  static void forHits() {
    if (!hitting) {
      hitting = true;
      load(HITTING);
    }
  }

  private static void load(String[] names) {
    String own = Preload.class.getName();
    String base = own.substring(0, own.lastIndexOf('.') + 1);
    for (String name : names) {
      try {
        Class.forName(base + name, true, Preload.class.getClassLoader());
      } catch (ClassNotFoundException damaged) {
        throw new IllegalStateException("jinx.jar is damaged: " + base + name, damaged);
      }
    }
  }
}
