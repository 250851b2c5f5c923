package dev.jinx.it.packs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.jinx.it.Http;
import dev.jinx.it.Jdk;
import dev.jinx.it.Launch;
import dev.jinx.it.NettyProgram;
import dev.jinx.it.OnNewestJdk;
import dev.jinx.it.Programs;
import dev.jinx.it.TargetJvm;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/** Every point of a pack is hit by a program that does what its library is for. */
class PacksHitIT {
  private static final Path[] GRPC_JARS = Programs.jars("grpc");
  private static final Path GRPC = Programs.compile("rpc", GRPC_JARS);
  private static final Path[] H2_JARS = Programs.jars("packs/h2-2.3.232");
  private static final Path H2 = Programs.compile("sql", H2_JARS);

  private static List<String> points(String pack) {
    return ReadyPack.all().stream()
        .filter(each -> each.name().equals(pack))
        .flatMap(each -> each.points().stream())
        .map(ReadyPack.PointOfPack::name)
        .toList();
  }

  /** The packs, with all points of the first enabled. */
  private static Launch with(Jdk jdk, String... packs) {
    StringBuilder yaml = new StringBuilder("log: { hits: false }\n");
    yaml.append("packs: ").append(List.of(packs)).append("\nerror_injections_at_startup:\n");
    points(packs[0]).forEach(name -> yaml.append("- ").append(name).append('\n'));
    return Launch.on(jdk).yaml(yaml.toString());
  }

  private static void assertAllHit(TargetJvm jvm, String pack) {
    Http http = jvm.http();
    assertThat(points(pack)).isNotEmpty();
    for (String name : points(pack)) {
      JsonNode event = http.await(name, "since=earliest");
      assertThat(event.get("captured").toString()).as(name).doesNotContain("failed");
      assertThat(http.point(name).get("state").asText()).as(name).isEqualTo("woven");
    }
    assertThat(http.get("/health").ok().json().path("problems")).isEmpty();
  }

  private static Launch netty(Launch launch, String transport) {
    return launch.classPath(NettyProgram.classPath()).main("com.acme.netty.Life", transport);
  }

  @OnNewestJdk
  void nettysPointsAreHitOverNio(Jdk jdk) {
    try (TargetJvm jvm = netty(with(jdk, "netty"), "nio").start()) {
      jvm.out().await("lived"::equals, TargetJvm.PATIENCE);
      assertAllHit(jvm, "netty");
    }
  }

  @OnNewestJdk
  void nettysPointsAreHitOverEpoll(Jdk jdk) {
    try (TargetJvm jvm = netty(with(jdk, "netty-epoll", "netty"), "epoll").start()) {
      String said = jvm.out().await(any -> true, TargetJvm.PATIENCE);
      Assumptions.assumeFalse(said.startsWith("no epoll"), said);
      assertThat(said).isEqualTo("lived");
      assertAllHit(jvm, "netty-epoll");
    }
  }

  @OnNewestJdk
  void aPointOfThePackBreaksAConnectionOfEpoll(Jdk jdk) {
    String yaml =
        """
        log: { hits: false }
        packs: [ netty-epoll ]
        points:
          netty-epoll.connect: { enabled: true, action: 'throw(java.net.ConnectException, "cut")' }
        """;
    try (TargetJvm jvm = netty(Launch.on(jdk).yaml(yaml), "epoll").start()) {
      String said = jvm.out().await(any -> true, TargetJvm.PATIENCE);
      Assumptions.assumeFalse(said.startsWith("no epoll"), said);
      assertThat(said).contains("ConnectException: cut");
    }
  }

  @OnNewestJdk
  void grpcsPointsAreHitAndThoseOfTheNettyWithinIt(Jdk jdk) {
    try (TargetJvm jvm =
        with(jdk, "grpc", "netty")
            .classPath(GRPC)
            .classPath(GRPC_JARS)
            .main("com.acme.rpc.Calls")
            .start()) {
      jvm.out().await("hello acme"::equals, TargetJvm.PATIENCE);
      assertAllHit(jvm, "grpc");
      assertThat(jvm.http().point("netty.pipeline-write").get("state").asText())
          .isEqualTo("woven"); // under the name that it was given there
    }
  }

  @OnNewestJdk
  void jdbcsPointsAreHitInADriver(Jdk jdk) {
    try (TargetJvm jvm =
        with(jdk, "jdbc").classPath(H2).classPath(H2_JARS).main("com.acme.sql.Book").start()) {
      jvm.out().await("sum 6"::equals, TargetJvm.PATIENCE);
      assertAllHit(jvm, "jdbc");
    }
  }
}
