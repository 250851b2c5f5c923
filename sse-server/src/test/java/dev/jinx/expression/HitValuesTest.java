package dev.jinx.expression;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.acme.Service;
import com.acme.Store;
import dev.jinx.bootstrap.ArmSpec;
import dev.jinx.bootstrap.Arming;
import dev.jinx.bootstrap.Condition;
import dev.jinx.bootstrap.Declaration;
import dev.jinx.bootstrap.HitView;
import dev.jinx.bootstrap.Point;
import dev.jinx.bootstrap.Points;
import dev.jinx.bootstrap.Position;
import dev.jinx.bootstrap.Shape;
import dev.jinx.bootstrap.Shape.AtHand;
import dev.jinx.bootstrap.Site;
import dev.jinx.bootstrap.Terms;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Expressions over what real hits pass. */
class HitValuesTest {
  private static final JexlExpressions EXPRESSIONS = new JexlExpressions(type -> {});
  private static final String COMMIT = "(ILjava/lang/String;)V";

  private final Store store = new Store();
  private final Point point =
      Points.declare(
          new Declaration(
              "hit.values",
              "com.acme.Store#commit",
              Position.ENTRY,
              null,
              null,
              null,
              Map.of(),
              "HitValuesTest"));

  @AfterEach
  void undeclare() {
    Arming.end(Arming.arms(List.of(point), null), null, false);
    Points.remove(point);
  }

  /** Renders an expression, and takes no hit. */
  private static final class Renders implements Condition {
    private final JexlCapture capture;
    private String rendered = "";

    Renders(String text) throws Exception {
      capture = EXPRESSIONS.readAll(Map.of("x", text), false);
    }

    @Override
    public String text() {
      return "";
    }

    @Override
    public boolean holds(HitView hit) {
      String json = new String(capture.render(hit), UTF_8);
      rendered = json.substring("{\"x\":".length(), json.length() - 1);
      return false;
    }
  }

  private interface Call {
    void with(int site) throws Throwable;
  }

  private String json(String text, Shape shape, Call call) throws Exception {
    Site site = Site.of(point, "com.acme.Store#commit", shape);
    Renders renders = new Renders(text);
    Arming.begin(
        point,
        new ArmSpec(Terms.OBSERVE, false, 1, Map.of("why", "partition"), renders, null, null));
    try {
      call.with(site.id());
    } catch (Throwable thrown) {
      throw new AssertionError(thrown);
    } finally {
      Arming.end(Arming.arms(List.of(point), null), null, false);
    }
    return renders.rendered;
  }

  private static Shape shape(boolean isStatic, AtHand atHand, String... names) {
    return new Shape(COMMIT, isStatic, atHand, null, List.of(names));
  }

  @Test
  void argumentsAndThisAreThoseOfTheCall() throws Exception {
    Shape shape = shape(false, AtHand.NOTHING);
    Call call = site -> store.commit(site, store, 7, "n2");
    assertThat(json("args", shape, call)).isEqualTo("[7,\"n2\"]");
    assertThat(json("this.name", shape, call)).isEqualTo("\"n1\"");
    assertThat(json("result == null and exception == null", shape, call)).isEqualTo("true");
    assertThat(json("[hit, parameters.why, point]", shape, call))
        .isEqualTo("[1,\"partition\",\"hit.values\"]");
    assertThat(json("thread.name", shape, call))
        .isEqualTo("\"" + Thread.currentThread().getName() + "\"");
  }

  @Test
  void aStaticMethodHasNoThis() throws Exception {
    Shape shape = shape(true, AtHand.NOTHING);
    Call call = site -> store.commit(site, 7, "n2");
    assertThat(json("this == null and args[0] == 7", shape, call)).isEqualTo("true");
  }

  @Test
  void resultAndExceptionStandBeforeTheArguments() throws Exception {
    Call returns = site -> store.commit(site, 5, store, 7, "n2");
    assertThat(json("[result, this.name, args[0]]", shape(false, AtHand.RESULT), returns))
        .isEqualTo("[5,\"n1\",7]");
    Call fails = site -> store.commit(site, new IOException("full"), 7, "n2");
    assertThat(json("[exception.message, args[1]]", shape(true, AtHand.EXCEPTION), fails))
        .isEqualTo("[\"full\",\"n2\"]");
  }

  @Test
  void argumentsAndVariablesAreReadByTheirNames() throws Exception {
    Shape shape = shape(false, AtHand.RESULT, "id", "peer", "entry");
    Call call = site -> store.commit(site, null, store, 7, "n2", "7 of n2");
    assertThat(json("locals.id == 7 and locals['peer'] == 'n2'", shape, call)).isEqualTo("true");
    assertThat(json("locals", shape, call))
        .isEqualTo("{\"id\":7,\"peer\":\"n2\",\"entry\":\"7 of n2\"}");
    assertThat(json("locals.entry.length()", shape, call)).isEqualTo("7");
    assertThat(json("args", shape, call)).as("arguments only").isEqualTo("[7,\"n2\"]");
  }

  @Test
  void aVariableThatIsNullIsNoUnknownOne() throws Exception {
    Shape shape = shape(true, AtHand.NOTHING, "id", "peer");
    Call call = site -> store.commit(site, 7, null);
    assertThat(json("locals.peer == null", shape, call)).isEqualTo("true");
  }

  @Test
  void anUnknownVariableIsToldWithTheNearest() throws Exception {
    Call call = site -> store.commit(site, 7, "n2");
    Shape named = shape(true, AtHand.NOTHING, "id", "peer");
    assertThat(json("locals.pere", named, call))
        .isEqualTo("\"<failed: no variable 'pere' here; did you mean 'peer'? (column 8)>\"");
    assertThat(json("locals['transaction']", named, call))
        .contains("no variable 'transaction' here; there are id, peer");
    assertThat(json("locals.id", shape(true, AtHand.NOTHING), call))
        .contains("no variable 'id' here: the class file names none");
    assertThat(json("locals.peer", shape(true, AtHand.NOTHING, "id", ""), call))
        .as("a name that the class file does not tell")
        .contains("no variable 'peer' here");
  }

  @Test
  void theCallerIsTheMethodThatCalledTheWovenOne() throws Exception {
    Service service = new Service();
    Shape shape = shape(true, AtHand.NOTHING);
    assertThat(json("caller", shape, service::run)).isEqualTo("\"com.acme.Service#run\"");
    assertThat(json("caller == 'com.acme.Service#run'", shape, service::run)).isEqualTo("true");
    assertThat(json("caller =~ '.*Service#.*'", shape, service::run)).isEqualTo("true");
    assertThat(json("caller", shape, service::reflect))
        .as("without the frames of reflection")
        .isEqualTo("\"com.acme.Service#reflect\"");
    assertThat(json("caller", shape, service::byReference))
        .isEqualTo("\"com.acme.Service#commit\"");
  }

  @Test
  void callersAreAllTheMethodsOnTheWay() throws Exception {
    Service service = new Service();
    Shape shape = shape(true, AtHand.NOTHING);
    Call deep = site -> service.deep(3, site);
    assertThat(json("'com.acme.Service#deep' =~ callers", shape, deep)).isEqualTo("true");
    assertThat(json("'com.acme.Service#deep' =~ callers", shape, service::run)).isEqualTo("false");
    assertThat(json("[callers[0], callers[1]]", shape, deep))
        .isEqualTo("[\"com.acme.Service#run\",\"com.acme.Service#deep\"]");
  }

  @Test
  void theStackBeginsWithTheWovenMethodAndHasNoFrameOfOurs() throws Exception {
    Shape shape = shape(true, AtHand.NOTHING);
    Service service = new Service();
    assertThat(json("stack[0]", shape, service::run))
        .matches("\"com\\.acme\\.Store\\.commit\\(Store\\.java:\\d+\\)\"");
    assertThat(json("stack[1]", shape, service::run))
        .startsWith("\"com.acme.Service.run(Service.java:");
    assertThat(json("stack", shape, service::run)).doesNotContain("dev.jinx.bootstrap");
  }

  @Test
  void aDeepStackIsCut() throws Exception {
    Shape shape = shape(true, AtHand.NOTHING);
    Service service = new Service();
    assertThat(json("size(stack)", shape, site -> service.deep(1000, site))).isEqualTo("256");
    String rendered = json("stack", shape, site -> service.deep(1000, site));
    assertThat(rendered.split("\",\"")).as("more than of other lists").hasSizeGreaterThan(50);
    assertThat(rendered).endsWith("\"…\"]").hasSizeLessThan(JexlCapture.MOST_BYTES);
  }

  @Test
  void aThreadWhoseFirstMethodIsWovenHasNoCaller() throws Exception {
    Shape shape = shape(true, AtHand.NOTHING);
    Call call =
        site -> {
          Thread thread =
              new Thread() {
                @Override
                public void run() {
                  try {
                    Object ignored = Site.hit(site, new Object[0]);
                  } catch (Throwable thrown) {
                    throw new AssertionError(thrown);
                  }
                }
              };
          thread.start();
          thread.join();
        };
    assertThat(json("caller == null and size(stack) == 1", shape, call)).isEqualTo("true");
  }
}
