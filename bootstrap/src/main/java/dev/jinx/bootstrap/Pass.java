package dev.jinx.bootstrap;

/**
 * A call that a thread executes anew, on the way to the site at which it was taken: it goes by that
 * one, and by those before it, without a hit. For its thread alone.
 */
final class Pass {
  final Site site;

  /** Whether the thread's guard is kept for this, and nothing else. */
  boolean guards = true;

  Pass(Site site) {
    this.site = site;
  }

  /** Whether a call comes by that site before this one; points of a method stand in their order. */
  boolean isAfter(Site other) {
    return other.point().id() < site.point().id()
        && other.point().declaration().position().equals(Position.ENTRY)
        && other.label().equals(site.label());
  }
}
