package com.acme;

import java.lang.instrument.Instrumentation;

/** An agent that does nothing: what any agent costs. */
public final class EmptyAgent {
  public static void premain(String argument, Instrumentation instrumentation) {}
}
