package dev.jinx.net;

/** What an armed action throws at a hit, on its way to the application through code of ours. */
final class Armed extends Exception {
  private static final long serialVersionUID = 1L;

  final transient Throwable thrown;

  Armed(Throwable thrown) {
    super(null, null, false, false);
    this.thrown = thrown;
  }
}
