package dev.jinx.it.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jinx.client.cluster.Node;
import dev.jinx.it.Jdk;
import dev.jinx.it.OnNewestJdk;
import dev.jinx.it.Scratch;
import dev.jinx.it.guide.TasksPage;
import dev.jinx.it.guide.TasksRun;
import java.nio.file.Path;
import java.util.List;

/** The recipe of {@code tasks.md} for a partition, compiled as it stands, cuts a real ensemble. */
class TasksPartitionIT {
  private static final String RECIPE = "Partition a cluster";
  private static final int FIRST = 7117;

  @OnNewestJdk
  void theOthersElectALeader(Jdk jdk) throws Exception {
    Path home = Scratch.directory("tasks");
    try (Keepers keepers = Keepers.with(jdk, TasksPage.text(RECIPE, "yaml", 0))) {
      Node old = keepers.leader();
      String test = TasksPage.text(RECIPE, "java", 0);
      int port = FIRST;
      for (Node node : keepers.cluster().nodes()) {
        String said = node.name() + "=127.0.0.1:" + port++;
        assertThat(test).contains(said);
        String address = keepers.cluster().process(node.name()).address().toString();
        test = test.replace(said, node.name() + "=" + address);
      }
      Path classes = TasksRun.compile(home, test);
      assertThat(TasksRun.run(jdk, home, classes, "NewLeaderTest"))
          .containsExactly("SUCCESSFUL theOthersElectALeaderAndTheOldOneFollowsIt(Cluster)");
      assertThat(keepers.leader()).isNotSameAs(old);
      // The recipe waits until it begins to follow.
      keepers.awaitServing(List.of(old));
      assertThat(keepers.mode(old)).isEqualTo("follower");
    }
  }
}
