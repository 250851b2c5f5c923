package dev.jinx.server;

import dev.jinx.bootstrap.Condition;
import dev.jinx.bootstrap.HitView;

/** A condition that counts: it fails for the first arrivals, then is false, and true at the end. */
record FewHits(int failing, int rejected) implements Condition {
  @Override
  public String text() {
    return "hit > " + (failing + rejected);
  }

  @Override
  public boolean holds(HitView hit) {
    if (hit.number() <= failing) {
      throw new IllegalStateException("no such field");
    }
    return hit.number() > failing + rejected;
  }
}
