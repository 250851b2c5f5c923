package dev.jinx.it.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.jinx.it.Http;
import dev.jinx.it.Jdk;
import dev.jinx.it.Launch;
import dev.jinx.it.OnEveryJdk;
import dev.jinx.it.Programs;
import dev.jinx.it.TargetJvm;
import java.nio.file.Path;

/** Faults where the hook is a static call: old class files, and the JDK's own classes. */
class StaticCallIT {
  @OnEveryJdk
  void aClassFileOf2003ReturnsAndThrowsWhatItIsTold(Jdk jdk) {
    Path[] jars = Programs.jars("old");
    String yaml =
        """
        log: { hits: false }
        points:
          sum: { method: "org.apache.commons.collections.ListUtils#sum", enabled: true,
                 action: "return(null)", when: "args[1][0] == 4" }
          last:
            method: org.apache.commons.collections.SequencedHashMap#getLastValue
            at: exit
            enabled: true
            action: return("not 2")
          none:
            method: "org.apache.commons.collections.ListUtils#unmodifiableList"
            enabled: true
            action: throw(java.lang.IllegalArgumentException, "told to")
        """;
    Launch launch =
        Launch.on(jdk)
            .yaml(yaml)
            .classPath(Programs.compile("old", jars))
            .classPath(jars)
            .main("com.acme.old.Old");
    try (TargetJvm jvm = launch.start()) {
      jvm.out().await("200fine"::equals, TargetJvm.PATIENCE);
      assertThat(jvm.out().soFar()).contains("null", "not 2", "told to");
      for (JsonNode point : jvm.http().points()) {
        assertThat(point.get("hits").asInt()).as("%s", point).isPositive();
      }
    }
  }

  @OnEveryJdk
  void aDiskIsFullForTheProgramAndForNobodyElse(Jdk jdk) {
    String yaml =
        """
          write: { method: "java.io.FileOutputStream#write(byte[])" }
          create: { method: "java.io.File#createTempFile(java.lang.String, java.lang.String)" }
        """;
    try (TargetJvm jvm = Desks.start(Desks.launch(jdk, yaml))) {
      Http http = jvm.http();
      Desks.act(http, "write", "1*off->throw(java.io.IOException, \"No space left on device\")");
      assertThat(Desks.call(jvm, "disk")).isEqualTo("on disk");
      assertThat(Desks.call(jvm, "disk")).isEqualTo("java.io.IOException No space left on device");
      http.disable("write");
      assertThat(Desks.call(jvm, "disk")).isEqualTo("on disk");
      String cursor = Desks.act(http, "create", "pause");
      Desks.begin(jvm, "one", "disk");
      http.await("create", "phase=parked&since=" + cursor);
      Desks.message(http, "create", "outcome", "throw(java.io.IOException, \"no more inodes\")");
      assertThat(Desks.end(jvm, "one")).isEqualTo("java.io.IOException no more inodes");
    }
  }
}
