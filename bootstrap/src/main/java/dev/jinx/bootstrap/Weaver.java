package dev.jinx.bootstrap;

/** Weaves and restores classes of the running JVM. For the agent's threads, one at a time. */
public interface Weaver {
  /**
   * Declares a point now: classes that are loaded are woven when it returns, others as they come.
   *
   * @throws DeclarationException where the selector, the position or the name cannot be taken;
   *     nothing is declared then
   */
  Point declare(Declaration declaration) throws DeclarationException;

  /**
   * Takes a point, which must not be enabled any more, out of the classes that have it. A class in
   * which no other point stands gets its own code back.
   */
  void undeclare(Point point);

  /**
   * Lets our own code reach into the class by reflection, where its module is not open to it. Cheap
   * where nothing is to be done.
   */
  void open(Class<?> type);
}
