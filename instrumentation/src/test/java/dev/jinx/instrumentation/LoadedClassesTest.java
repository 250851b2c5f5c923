package dev.jinx.instrumentation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jinx.bootstrap.Declaration;
import dev.jinx.bootstrap.Point;
import dev.jinx.bootstrap.Points;
import dev.jinx.bootstrap.Position;
import dev.jinx.bootstrap.Woven;
import java.lang.instrument.Instrumentation;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Classes that were there before the agent. */
class LoadedClassesTest {
  @Test
  void aClassThatTheJvmRefusesIsToldAsFailedThoughItWasWoven() throws Exception {
    String name = Test.class.getName();
    Point point =
        Points.declare(
            new Declaration("loaded", name + "#x", Position.ENTRY, null, Map.of(), "test"));
    Instrumentation refusing =
        (Instrumentation)
            Proxy.newProxyInstance(
                LoadedClassesTest.class.getClassLoader(),
                new Class<?>[] {Instrumentation.class},
                (proxy, method, arguments) -> {
                  switch (method.getName()) {
                    case "getAllLoadedClasses":
                      return new Class<?>[] {Test.class};
                    case "isModifiableClass":
                      return true;
                    default:
                      point.tell(Woven.into(name, Test.class.getClassLoader(), List.of("x()")));
                      throw new VerifyError("no");
                  }
                });
    PreFilter filter =
        new PreFilter(List.of(new Planned(point, Selector.parse(name + "#x"))), List.of());
    new LoadedClasses(refusing, filter).weave();
    assertThat(point.state().word()).isEqualTo("failed");
    assertThat(point.state().reason()).contains("VerifyError");
  }
}
