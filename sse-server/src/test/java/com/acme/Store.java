package com.acme;

import dev.jinx.bootstrap.Site;
import org.jspecify.annotations.Nullable;

/** A class into which a point is woven; here by hand. */
public final class Store {
  private final String name = "n1";

  public @Nullable Object commit(int site, @Nullable Object... values) throws Throwable {
    return Site.hit(site, values);
  }

  @Override
  public String toString() {
    return name;
  }
}
