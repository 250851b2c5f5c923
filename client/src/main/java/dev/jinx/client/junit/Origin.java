package dev.jinx.client.junit;

import dev.jinx.client.JinxBuilder;
import dev.jinx.client.cluster.NodeProcess;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Where the connections of tests to one node come from. */
interface Origin extends AutoCloseable {
  /** The name by which tests know the node; empty for whatever it calls itself. */
  String name();

  /** How a test connects. */
  JinxBuilder builder();

  /** The process, if it is one that is started for the tests. */
  default @Nullable NodeProcess process() {
    return null;
  }

  @Override
  default void close() {}

  /** A node that somebody else runs. */
  record Elsewhere(String name, Supplier<JinxBuilder> how) implements Origin {
    @Override
    public JinxBuilder builder() {
      return how.get();
    }
  }

  /** A process that runs whenever a test begins. */
  record Started(NodeProcess process) implements Origin {
    @Override
    public String name() {
      return process.name();
    }

    @Override
    public JinxBuilder builder() {
      synchronized (process) { // tests may begin at once
        if (!process.isAlive()) {
          process.restart(); // one before this killed it
        }
      }
      return process.builder();
    }

    @Override
    public void close() {
      process.close();
    }
  }
}
