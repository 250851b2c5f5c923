package dev.jinx.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class JdksTest {
  @Test
  void theJdkThatRunsTheTestsIsAmongThoseFound() {
    assertThat(Jdks.own().feature()).isEqualTo(Runtime.version().feature());
  }

  @Test
  void eachFeatureVersionIsListedOnceWithALauncher() {
    assertThat(Jdks.all()).extracting(Jdk::feature).doesNotHaveDuplicates().allMatch(f -> f >= 17);
    assertThat(Jdks.all()).allMatch(jdk -> Files.isExecutable(Path.of(jdk.java())));
  }
}
