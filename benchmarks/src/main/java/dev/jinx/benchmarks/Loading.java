package dev.jinx.benchmarks;
import java.util.List;
final class Loading implements Bench {
  @Override public String what() { return "todo"; }
  @Override public void run(List<Jdk> jdks) {}
}
