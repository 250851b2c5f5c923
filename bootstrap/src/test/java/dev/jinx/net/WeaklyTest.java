package dev.jinx.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class WeaklyTest {
  private final Weakly<String> all = new Weakly<>();

  @Test
  void whatIsKnownIsFoundByTheObjectItselfAmongManyOthers() {
    List<Object> objects = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      objects.add(new String("the same"));
      assertThat(all.add(objects.get(i), "no. " + i)).isEqualTo("no. " + i);
    }

    for (int i = 0; i < 1_000; i++) {
      assertThat(all.find(objects.get(i))).isEqualTo("no. " + i);
    }
    assertThat(all.find(new String("the same"))).isNull();
    assertThat(all.values()).hasSize(1_000).doesNotHaveDuplicates();
  }

  @Test
  void whatIsKnownChangesOnlyForWhoKnewItBefore() {
    Object one = new Object();
    all.add(one, "first");

    assertThat(all.add(one, "second")).isEqualTo("first");
    assertThat(all.set(one, "other", "third")).isEqualTo("first");
    assertThat(all.set(one, "first", "fourth")).isEqualTo("fourth");
    assertThat(all.find(one)).isEqualTo("fourth");
  }

  @Test
  void whatTheApplicationHasForgottenIsForgotten() throws InterruptedException {
    Object kept = new Object();
    all.add(kept, "kept");
    for (int i = 0; i < 200; i++) {
      all.add(new Object(), "forgotten");
    }

    while (all.values().size() > 1) {
      System.gc();
      Thread.onSpinWait();
    }
    assertThat(all.find(kept)).isEqualTo("kept");
  }
}
