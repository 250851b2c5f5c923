package dev.jinx.benchmarks;

/**
 * The methods that are measured, and their loops. Never run itself: {@link Twins} defines copies of
 * it under other names, of which some are woven. So twins have the same bytecode, and profiles of
 * their own.
 */
public final class TwinTemplate implements Twin {
  static final String[] CELLS = {
    "tiny, inlined",
    "tiny, inlined, at exit",
    "tiny, inlined, at throw",
    "tiny, called",
    "medium",
    "9 arguments, inlined",
    "9 arguments, called",
  };

  private final byte[] data = new byte[64];
  private int step = 1;

  int tiny(int x) {
    return (x ^ step) + 1;
  }

  int tinyExit(int x) {
    return (x ^ step) + 1;
  }

  int tinyThrow(int x) {
    return (x ^ step) + 1;
  }

  /** Kept from being inlined by an option of the JVM. */
  int called(int x) {
    return (x ^ step) + 1;
  }

  int medium(int x) {
    int hash = x;
    for (int i = 0; i < data.length; i++) {
      hash = (hash ^ data[i]) * 16_777_619;
    }
    return hash;
  }

  long primitives(boolean z, byte b, char c, short s, int i, long j, float f, double d, Object o) {
    return (z ? 1 : 0) + b + c + s + (i ^ j) + (long) (f + d) + (o == this ? step : 0);
  }

  /** Kept from being inlined by an option of the JVM. */
  long calledPrimitives(
      boolean z, byte b, char c, short s, int i, long j, float f, double d, Object o) {
    return (z ? 1 : 0) + b + c + s + (i ^ j) + (long) (f + d) + (o == this ? step : 0);
  }

  @Override
  public long run(int cell, int times) {
    switch (cell) {
      case 0:
        return tinyLoop(times);
      case 1:
        return exitLoop(times);
      case 2:
        return throwLoop(times);
      case 3:
        return calledLoop(times);
      case 4:
        return mediumLoop(times);
      case 5:
        return primitivesLoop(times);
      default:
        return calledPrimitivesLoop(times);
    }
  }

  private long tinyLoop(int times) {
    int x = step;
    for (int i = 0; i < times; i++) {
      x = tiny(x + i);
    }
    return x;
  }

  private long exitLoop(int times) {
    int x = step;
    for (int i = 0; i < times; i++) {
      x = tinyExit(x + i);
    }
    return x;
  }

  private long throwLoop(int times) {
    int x = step;
    for (int i = 0; i < times; i++) {
      x = tinyThrow(x + i);
    }
    return x;
  }

  private long calledLoop(int times) {
    int x = step;
    for (int i = 0; i < times; i++) {
      x = called(x + i);
    }
    return x;
  }

  private long mediumLoop(int times) {
    int x = step;
    for (int i = 0; i < times; i++) {
      x = medium(x);
    }
    return x;
  }

  private long primitivesLoop(int times) {
    long x = step;
    for (int i = 0; i < times; i++) {
      x = primitives((x & 1) == 0, (byte) x, 'c', (short) i, i, x, 1f, 2d, this);
    }
    return x;
  }

  private long calledPrimitivesLoop(int times) {
    long x = step;
    for (int i = 0; i < times; i++) {
      x = calledPrimitives((x & 1) == 0, (byte) x, 'c', (short) i, i, x, 1f, 2d, this);
    }
    return x;
  }
}
