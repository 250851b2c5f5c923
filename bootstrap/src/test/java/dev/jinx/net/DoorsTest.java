package dev.jinx.net;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jinx.bootstrap.Gate;
import java.io.File;
import java.io.IOException;
import java.lang.invoke.MethodType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DoorsTest {
  /** Those that threads of the agent alone need, or that have nothing to initialize. */
  private static final Set<String> NOT_FOR_HITS =
      Set.of(
          "Doors",
          "Doors$Door",
          "Network$Change",
          "Network$ByNumber",
          "Connection",
          "HostLookup",
          "NetSelectorParser",
          "NetSelectorException",
          "package-info");

  @Test
  void whatThreadsOfTheApplicationNeedIsInitializedBefore() throws Exception {
    Set<String> loaded = new HashSet<>(Doors.ours());
    List<String> missing = new ArrayList<>();
    for (String name : classes()) {
      if (!loaded.contains(name) && !NOT_FOR_HITS.contains(name) && !isGate(name)) {
        missing.add(name);
      }
    }

    assertThat(missing).isEmpty();
    assertThat(classes()).containsAll(loaded);
  }

  /** Gates are made when they are woven. */
  private static boolean isGate(String name) throws ClassNotFoundException {
    Class<?> type = Class.forName("dev.jinx.net." + name, false, Doors.class.getClassLoader());
    return Gate.class.isAssignableFrom(type);
  }

  private static List<String> classes() throws IOException {
    File folder = new File("target/classes/dev/jinx/net");
    List<String> names = new ArrayList<>();
    for (String file : folder.list()) {
      if (file.endsWith(".class")) {
        names.add(file.substring(0, file.length() - ".class".length()));
      }
    }
    return names;
  }

  @Test
  void everyMethodWithAGateIsOneOfThisJdk() throws Exception {
    for (Doors.Door door : Doors.all()) {
      int hash = door.selector().indexOf('#');
      int open = door.selector().indexOf('(');
      String name = door.selector().substring(hash + 1, open);
      Class<?> type = Class.forName(door.selector().substring(0, hash), false, null);

      assertThat(type.getDeclaredMethods())
          .as(door.selector())
          .anyMatch(
              method ->
                  method.getName().equals(name)
                      && MethodType.methodType(
                              method.getReturnType(), method.getParameterTypes())
                          .toMethodDescriptorString()
                          .equals(door.selector().substring(open)));
    }
  }
}
