package dev.jinx.bootstrap;

/** A site of a point that no woven code names: a {@link Gate} finds out that it is hit. */
public final class Entrance {
  private static final Shape SHAPE =
      new Shape(
          "(Ldev/jinx/bootstrap/Carried;)V",
          true,
          Shape.AtHand.NOTHING,
          "a connection has no value; right are drop, reset, refuse and the like");

  private final Linked linked;

  /**
   * @param label what the point's events call it: {@code net#write}
   */
  public Entrance(Point point, String label) {
    this.linked = new Linked(Site.of(point, label, SHAPE), null);
  }

  static boolean isAt(Place place) {
    return place.shape() == SHAPE;
  }

  /** Where it is. */
  public Site site() {
    return linked.site;
  }

  /**
   * A hit, on the application's thread.
   *
   * @throws Throwable only what an armed action is there to throw
   */
  public void hit(Carried carried) throws Throwable {
    Hit.hit(linked, new Object[] {carried});
  }
}
