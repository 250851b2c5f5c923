package dev.jinx.instrumentation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every class of whole libraries, woven at every place of a kind, links as it did before. */
class LibrariesTest {
  private static String jar(Class<?> type) throws Exception {
    return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "before call **#*",
        "after call **#*",
        "before call **#<init>",
        "before call **#* 2",
        "before read **#*",
        "after read **#*",
        "before write **#*",
        "after write **#*",
        "before new **[]",
        "after new **[]",
        "before throw",
        "before synchronized",
        "after synchronized",
        "exit",
        "lines"
      })
  void everyClassVerifies(String at) throws Exception {
    Weave weave = new Weave();
    if (at.equals("lines")) {
      // Of every ten lines one, so that methods stay short enough for a class file.
      for (int line = 1; line < 1500; line += 10) {
        weave.point("**#*", "line " + line);
      }
    } else {
      weave.point("**#*", at);
      weave.point("**#<init>", at);
    }
    List<String> jars = List.of(jar(org.assertj.core.api.Assertions.class));
    List<String> differing = new ArrayList<>();
    try (Libraries plain = new Libraries(jars, null);
        Libraries woven = new Libraries(jars, weave.transformer())) {
      for (String name : plain.classes()) {
        String before = plain.link(name);
        String after = woven.link(name);
        if (!before.equals(after)) {
          differing.add(name + ": " + after + " instead of " + before);
        }
      }
      assertThat(woven.woven).isPositive();
    }
    assertThat(differing).isEmpty();
    for (Planned planned : weave.points) {
      assertThat(planned.point.state().word()).isNotEqualTo("failed");
    }
  }
}
