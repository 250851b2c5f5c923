package dev.jinx.it.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jinx.it.Jdks;
import dev.jinx.it.JinxJar;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/**
 * What ZooKeeper makes of a cut by the kernel and of one by Jinx. Skipped where this process may
 * make no network namespace, or has no iptables.
 */
class IptablesIT {
  @Test
  void aCutByIptablesAndOneByUsHaveTheSameOutcome() throws Exception {
    String missing = Namespace.missing();
    Assumptions.assumeTrue(missing.isEmpty(), missing);
    List<String> theirs = run("iptables");
    List<String> ours = run("jinx");
    assertThat(theirs)
        .containsExactly(
            "seen before: OK",
            "seen at the next leader: OK",
            "seen at the old leader: CONNECTIONLOSS",
            "seen it serves as: none",
            "seen it serves as: follower",
            "seen what the old leader took: NONODE");
    assertThat(ours).isEqualTo(theirs);
  }

  private static List<String> run(String means) throws Exception {
    List<String> command =
        List.of(
            Jdks.own().java(),
            "-Djinx.jar=" + JinxJar.path(),
            "-cp",
            System.getProperty("java.class.path"),
            SideBySide.class.getName(),
            means);
    return Namespace.run(command).stream().filter(line -> line.startsWith("seen ")).toList();
  }
}
