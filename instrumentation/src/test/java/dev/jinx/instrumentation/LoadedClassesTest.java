package dev.jinx.instrumentation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jinx.bootstrap.Declaration;
import dev.jinx.bootstrap.Point;
import dev.jinx.bootstrap.Points;
import dev.jinx.bootstrap.Position;
import dev.jinx.bootstrap.Shape;
import dev.jinx.bootstrap.Site;
import dev.jinx.bootstrap.Woven;
import java.lang.instrument.Instrumentation;
import java.lang.reflect.Proxy;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Classes that were there before the agent. */
class LoadedClassesTest {
  @Test
  void aClassThatTheJvmRefusesIsToldAsFailedThoughItWasWoven() throws Exception {
    String name = Test.class.getName();
    Point point = Points.declare(new Declaration("loaded", name + "#x", Position.ENTRY, "test"));
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
                      Site site =
                          Site.of(
                              point,
                              name + "#x()",
                              new Shape("()V", false, Shape.AtHand.NOTHING, null));
                      point.tell(Woven.into(name, Test.class.getClassLoader(), List.of(site)));
                      throw new VerifyError("no");
                  }
                });
    PreFilter filter =
        new PreFilter(List.of(new Planned(point, Selector.parse(name + "#x"))), List.of());
    new LoadedClasses(refusing).weave(filter);
    assertThat(point.state().word()).isEqualTo("failed");
    assertThat(point.state().reason()).contains("VerifyError");
  }
}
