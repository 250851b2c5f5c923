package dev.jinx.it.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jinx.it.Jdks;
import dev.jinx.it.JinxJar;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/**
 * A cluster of which each node has a network of its own, and its agent a token. Skipped where this
 * process may make no network namespaces.
 */
class HostsIT {
  @Test
  void nodesWithNetworksOfTheirOwnAreCutAndHealed() throws Exception {
    String missing = Hosts.missing();
    Assumptions.assumeTrue(missing.isEmpty(), missing);
    List<String> command =
        List.of(
            Jdks.own().java(),
            "-Djinx.jar=" + JinxJar.path(),
            "-cp",
            System.getProperty("java.class.path"),
            AcrossHosts.class.getName());
    assertThat(Hosts.run(command))
        .filteredOn(line -> line.startsWith("seen "))
        .containsExactly(
            "seen n1 | n2, n3",
            "seen n1 | n2",
            "seen n1 -> n2",
            "seen n1 | n2, n3 in the next life",
            "seen n1 | n2 by two connections");
  }
}
