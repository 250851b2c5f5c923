package dev.jinx.expression;

import java.util.Map;

/** Variables of a hit that a test makes up. */
record TestValues(
    Object self,
    Object[] args,
    Object result,
    Throwable exception,
    Thread thread,
    long hit,
    Map<String, String> parameters,
    String point)
    implements Values {

  @Override
  public Locals locals() {
    return new Locals(Map.of("id", 7, "peer", "n2"));
  }

  @Override
  public Object fact(String name) {
    return null;
  }

  @Override
  public Frames stack() {
    return Frames.stack();
  }

  @Override
  public String caller() {
    return Frames.caller();
  }

  @Override
  public Frames callers() {
    return Frames.callers();
  }

  static TestValues of(Object self, Object... args) {
    return new TestValues(
        self, args, null, null, Thread.currentThread(), 1, Map.of("why", "partition"), "any-send");
  }

  TestValues withResult(Object value) {
    return new TestValues(self, args, value, exception, thread, hit, parameters, point);
  }

  TestValues withException(Throwable value) {
    return new TestValues(self, args, result, value, thread, hit, parameters, point);
  }

  TestValues withThread(Thread value) {
    return new TestValues(self, args, result, exception, value, hit, parameters, point);
  }

  TestValues withHit(long value) {
    return new TestValues(self, args, result, exception, thread, value, parameters, point);
  }
}
