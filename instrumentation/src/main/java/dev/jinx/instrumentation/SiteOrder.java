package dev.jinx.instrumentation;

import dev.jinx.bootstrap.Site;
import java.util.Comparator;

/** Several points may stand at one place; they act in the order declared. */
final class SiteOrder implements Comparator<Site> {
  static final SiteOrder BY_DECLARATION = new SiteOrder();

  private SiteOrder() {}

  @Override
  public int compare(Site a, Site b) {
    return Integer.compare(a.point().id(), b.point().id());
  }
}
