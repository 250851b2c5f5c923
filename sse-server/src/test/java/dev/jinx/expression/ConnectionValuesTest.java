package dev.jinx.expression;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.jinx.bootstrap.Arm;
import dev.jinx.bootstrap.ArmSpec;
import dev.jinx.bootstrap.Arming;
import dev.jinx.bootstrap.Carried;
import dev.jinx.bootstrap.Condition;
import dev.jinx.bootstrap.Declaration;
import dev.jinx.bootstrap.Entrance;
import dev.jinx.bootstrap.ExpressionException;
import dev.jinx.bootstrap.HitView;
import dev.jinx.bootstrap.Point;
import dev.jinx.bootstrap.Points;
import dev.jinx.bootstrap.Position;
import dev.jinx.bootstrap.Terms;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Expressions at points on connections. */
class ConnectionValuesTest {
  private static final JexlExpressions EXPRESSIONS = new JexlExpressions(type -> {});

  private final Point point =
      Points.declare(
          new Declaration("net.values", "net#write", Position.ENTRY, "ConnectionValuesTest"));

  @AfterEach
  void undeclare() {
    Arming.end(Arming.arms(List.of(point), null), null, false);
    Points.remove(point);
  }

  /** A write of so many bytes. */
  private record Write(long bytes) implements Carried {
    @Override
    public Map<String, Object> facts() {
      Map<String, Object> facts = new LinkedHashMap<>();
      facts.put("peer", "10.0.0.2:2888");
      facts.put("local", "[::1]:50518");
      facts.put("direction", "out");
      facts.put("bytes", bytes);
      facts.put("connection", 3L);
      return facts;
    }

    @Override
    public void lose(Arm arm, boolean always) {}

    @Override
    public void delay(Arm arm, long nanos) {}

    @Override
    public void reset(Arm arm) {}

    @Override
    public void refuse(Arm arm) {}

    @Override
    public void hang(Arm arm) {}

    @Override
    public void slice(Arm arm, long bytes) {}

    @Override
    public void throttle(Arm arm, long bytesPerSecond) {}

    @Override
    public void limit(Arm arm, long bytes) {}

    @Override
    public String duplicate(Arm arm) {
      return null;
    }

    @Override
    public String reorder(Arm arm, int window, double draw) {
      return null;
    }
  }

  /** What an arm with that condition and these captures makes of a write of 100 bytes. */
  private Arm hit(String when, Map<String, String> captures) throws Throwable {
    Arm arm =
        Arming.begin(
            point,
            new ArmSpec(
                Terms.OBSERVE,
                false,
                1,
                Map.of(),
                EXPRESSIONS.condition(when, true),
                captures.isEmpty() ? null : EXPRESSIONS.capture(captures, true),
                null));
    new Entrance(point, "net#write").hit(new Write(100));
    return arm;
  }

  @Test
  void conditionsReadWhatTheConnectionCarries() throws Throwable {
    for (String when :
        new String[] {
          "bytes > 99 and bytes <= 100",
          "peer == '10.0.0.2:2888'",
          "peer =~ '10\\.0\\..*' and local.startsWith('[::1]')",
          "direction == 'out' and connection == 3",
          "point == 'net.values' and hit == 1 and thread.name != ''",
        }) {
      Arm arm = hit(when, Map.of());
      assertThat(arm.error()).as(when).isNull();
      assertThat(arm.rejected()).as(when).isZero();
      Arming.end(List.of(arm), null, false);
    }
    assertThat(hit("bytes > 100", Map.of()).rejected()).isEqualTo(1);
  }

  @Test
  void whatIsOfMethodsIsRefusedWhenTheExpressionIsRead() {
    for (String name : new String[] {"this", "args", "locals", "result", "exception"}) {
      ExpressionException refusal =
          catchThrowableOfType(
              ExpressionException.class, () -> EXPRESSIONS.condition("hit > 1 or " + name, true));
      assertThat(refusal.column()).as(name).isEqualTo(12);
      assertThat(refusal.reason())
          .isEqualTo(
              "'"
                  + name
                  + "' is known at points in methods; here there are peer, local, bytes, direction,"
                  + " connection, thread, stack, caller, callers, hit, parameters, point");
    }
    ExpressionException near =
        catchThrowableOfType(
            ExpressionException.class, () -> EXPRESSIONS.condition("byte > 1", true));
    assertThat(near.reason()).isEqualTo("unknown variable 'byte'; did you mean 'bytes'?");
  }

  @Test
  void eventsTellTheConnectionAndWhatIsCapturedBesides() throws Throwable {
    Arm plain = hit("true", Map.of());
    assertThat(rendered(plain))
        .isEqualTo(
            "{\"peer\":\"10.0.0.2:2888\",\"local\":\"[::1]:50518\",\"direction\":\"out\","
                + "\"bytes\":100,\"connection\":3}");
    Arming.end(List.of(plain), null, false);
    Arm more = hit("true", Map.of("peer", "peer + '!'"));
    assertThat(rendered(more))
        .isEqualTo(
            "{\"local\":\"[::1]:50518\",\"direction\":\"out\",\"bytes\":100,\"connection\":3,"
                + "\"peer\":\"10.0.0.2:2888!\"}");
  }

  private String rendered(Arm arm) throws Throwable {
    String[] json = {""};
    Arm looking =
        Arming.begin(
            point,
            new ArmSpec(
                Terms.OBSERVE,
                false,
                1,
                Map.of(),
                new Condition() {
                  @Override
                  public String text() {
                    return "";
                  }

                  @Override
                  public boolean holds(HitView hit) {
                    assertThat(hit.args()).isEmpty();
                    assertThat(hit.self()).isNull();
                    json[0] = new String(arm.capture().render(hit), UTF_8);
                    return false;
                  }
                },
                null,
                "lease"));
    Arming.end(List.of(arm), null, false);
    new Entrance(point, "net#write").hit(new Write(100));
    Arming.end(List.of(looking), null, false);
    return json[0];
  }
}
