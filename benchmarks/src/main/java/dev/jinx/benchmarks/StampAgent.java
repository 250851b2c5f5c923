package dev.jinx.benchmarks;

import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.security.ProtectionDomain;
import org.jspecify.annotations.Nullable;

/**
 * Takes the time at which a class file comes by. Put before and after an agent, two of them tell
 * how long that agent had it. The argument is the place in the row, from 0.
 */
public final class StampAgent {
  /** Where stamps are put, by place; for the one thread that loads classes then. */
  static final long[] STAMPS = new long[8];

  private StampAgent() {}

  /** Takes its place. */
  public static void premain(String argument, Instrumentation instrumentation) {
    instrumentation.addTransformer(new Stamp(Integer.parseInt(argument)), true);
  }

  private static final class Stamp implements ClassFileTransformer {
    private final int place;

    Stamp(int place) {
      this.place = place;
    }

    @Override
    public byte @Nullable [] transform(
        @Nullable ClassLoader loader,
        @Nullable String name,
        @Nullable Class<?> redefined,
        @Nullable ProtectionDomain domain,
        byte[] file) {
      STAMPS[place] = System.nanoTime();
      return null;
    }
  }
}
