package dev.jinx.expression;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.Message;
import com.acme.Peer;
import java.lang.ref.WeakReference;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Nothing of the application is kept by expressions that have seen it. */
class KeepingTest {
  private final JexlExpressions expressions = new JexlExpressions(type -> {});

  @Test
  void aLoaderWhoseObjectsWereLookedAtCanGo() throws Exception {
    JexlCondition condition =
        expressions.read(
            "this.term == 7 and args[0].route(1, 'x') == 'x1' and this.peer.name == 'n2'"
                + " and this.colour == 'RED' and this.zxid == 12",
            false);
    JexlCondition failing = expressions.read("this.nope == 3", false);
    JexlCapture capture =
        expressions.readAll(Map.of("x", "this", "y", "args", "z", "this.peer.name"), false);

    WeakReference<ClassLoader> loader = use(condition, failing, capture);

    for (int i = 0; i < 100 && loader.get() != null; i++) {
      System.gc();
      System.runFinalization();
    }
    assertThat(loader.get()).isNull();
    // All three are still there, and still work.
    Values values = TestValues.of(new Message(new Peer("n2", 1)), new Message(null));
    assertThat(condition.holds(values)).isTrue();
    assertThat(capture.texts()).hasSize(3);
    assertThat(failing.text()).isEqualTo("this.nope == 3");
  }

  private static WeakReference<ClassLoader> use(
      JexlCondition condition, JexlCondition failing, JexlCapture capture) throws Exception {
    URL classes = Message.class.getProtectionDomain().getCodeSource().getLocation();
    ClassLoader loader =
        new URLClassLoader(new URL[] {classes}, ClassLoader.getPlatformClassLoader());
    Class<?> peerType = loader.loadClass(Peer.class.getName());
    Object peer = peerType.getConstructor(String.class, int.class).newInstance("n2", 1);
    Class<?> type = loader.loadClass(Message.class.getName());
    assertThat(type).isNotSameAs(Message.class);
    Object message = type.getConstructor(peerType).newInstance(peer);
    Values values = TestValues.of(message, message);
    for (int i = 0; i < 100; i++) {
      assertThat(condition.holds(values)).isTrue();
      assertThat(new String(capture.render(values), "UTF-8")).contains("\"z\":\"n2\"");
      try {
        failing.holds(values);
      } catch (Failure e) {
        assertThat(e.reason()).contains("no property");
      }
    }
    return new WeakReference<>(loader);
  }
}
