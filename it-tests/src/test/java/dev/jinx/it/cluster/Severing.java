package dev.jinx.it.cluster;

import dev.jinx.client.cluster.Cluster;
import dev.jinx.client.cluster.Cut;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A way to cut a node off from all others. */
interface Severing {
  /** Makes it, and gives what heals it. */
  Healing isolate(Cluster cluster, String node) throws IOException, InterruptedException;

  /** What ends it. */
  interface Healing {
    void heal() throws IOException, InterruptedException;
  }

  /** By points in the nodes. */
  static Severing byJinx() {
    return (cluster, node) -> {
      Cut cut = cluster.isolate(node);
      return cut::heal;
    };
  }

  /** By rules of the kernel, in a namespace where each node has its address. */
  static Severing byIptables() {
    return (cluster, node) -> {
      int number = cluster.nodes().indexOf(cluster.node(node));
      List<String> others = new ArrayList<>(Namespace.HOSTS);
      String address = others.remove(number);
      for (String other : others) {
        run("iptables", "-w", "-A", "INPUT", "-s", address, "-d", other, "-j", "DROP");
        run("iptables", "-w", "-A", "INPUT", "-s", other, "-d", address, "-j", "DROP");
      }
      return () -> run("iptables", "-w", "-F", "INPUT");
    };
  }

  private static void run(String... command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).inheritIO().start();
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new IOException(String.join(" ", command) + " does not end");
    }
    if (process.exitValue() != 0) {
      throw new IOException(String.join(" ", command) + " ended with " + process.exitValue());
    }
  }
}
