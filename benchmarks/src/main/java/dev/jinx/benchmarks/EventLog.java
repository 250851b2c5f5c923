package dev.jinx.benchmarks;

import java.util.List;

/** I: the event log on disk. That no kill loses anything is for the tests of it-tests to show. */
final class EventLog implements Bench {
  @Override
  public String what() {
    return "the event log on disk: lines a second beside a file, H2 and SQLite; recovery; hits";
  }

  @Override
  public void run(List<Jdk> jdks) throws Exception {
    new Appends().run(jdks);
    new Recoveries().run(jdks);
    new MappedRings().run(jdks);
  }
}
