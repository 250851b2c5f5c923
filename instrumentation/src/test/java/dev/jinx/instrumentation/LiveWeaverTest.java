package dev.jinx.instrumentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.jinx.bootstrap.ArmSpec;
import dev.jinx.bootstrap.Arming;
import dev.jinx.bootstrap.Declaration;
import dev.jinx.bootstrap.DeclarationException;
import dev.jinx.bootstrap.Point;
import dev.jinx.bootstrap.Points;
import dev.jinx.bootstrap.Position;
import dev.jinx.bootstrap.Terms;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.lang.ref.WeakReference;
import java.security.ProtectionDomain;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Points that are declared and undeclared while classes are loaded and run. */
class LiveWeaverTest {
  private static final String SOURCE =
      """
      class Sample implements SampleKind {
        static int once() {
          return 1;
        }
        static int tick() {
          return 2;
        }
        public void run2() {}
        public void run() {
          throw new IllegalStateException("ran");
        }
      }
      interface SampleKind {}
      """;

  /** Classes of other tests are still there. */
  private String sample = "Sample" + NAMES.incrementAndGet();

  private static final AtomicInteger NAMES = new AtomicInteger();
  private static Instrumentation instrumentation;
  private static LiveWeaver weaver;

  @BeforeAll
  static void start() throws Exception {
    instrumentation = SelfAgent.instrumentation();
    weaver = Weaving.start(instrumentation, List.of(), List.of());
  }

  @AfterEach
  void undeclareAll() {
    for (Point point : Points.all()) {
      if (point.name().startsWith("live-")) {
        Arming.end(Arming.arms(List.of(point), null), null, false);
        weaver.undeclare(point);
      }
    }
  }

  private static Declaration declaration(String method, String at) {
    return new Declaration(
        "live-" + NAMES.incrementAndGet(), method, Objects.requireNonNull(Position.of(at)), "test");
  }

  private static Point declare(String method, String at) throws Exception {
    return weaver.declare(declaration(method, at));
  }

  private static void arm(Point point, String terms) throws Exception {
    Arming.begin(point, new ArmSpec(Terms.parse(terms), false, 1, Map.of(), null, null, null));
  }

  private Compiled loaded() throws Exception {
    Compiled loaded = compiled(SOURCE);
    loaded.type();
    return loaded;
  }

  private Compiled compiled(String source) {
    return Compiled.of(source.replace("Sample", sample), null);
  }

  @Test
  void aLoadedClassIsWovenWhenDeclareReturnsInEveryLoader() throws Throwable {
    Compiled one = loaded();
    Compiled two = loaded();
    Point point = declare(sample + "#tick", "entry");
    assertThat(point.state().word()).isEqualTo("woven");
    assertThat(point.state().sites()).hasSize(2);
    arm(point, "return(7)");
    assertThat(one.call("tick")).isEqualTo(7);
    assertThat(two.call("tick")).isEqualTo(7);
  }

  @Test
  void aClassThatIsLoadedLaterIsWovenAsItIsLoaded() throws Throwable {
    Point point = declare(sample + "#tick", "line 6");
    assertThat(point.state().word()).isEqualTo("declared");
    arm(point, "return(7)");
    assertThat(loaded().call("tick")).isEqualTo(7);
    assertThat(point.state().word()).isEqualTo("woven");
  }

  @Test
  void loadedSubtypesAreWovenAndOthersAreNotEvenShown() throws Throwable {
    Compiled loaded = loaded();
    Set<String> shown = ConcurrentHashMap.newKeySet();
    ClassFileTransformer watcher =
        new ClassFileTransformer() {
          @Override
          public byte[] transform(
              ClassLoader loader, String name, Class<?> redefined, ProtectionDomain d, byte[] f) {
            if (redefined != null) {
              shown.add(name);
            }
            return null;
          }
        };
    Compiled other = compiled("class Sample { public void run() {} }");
    other.type();
    instrumentation.addTransformer(watcher, true);
    try {
      Point point = declare(sample + "Kind+#run2", "entry");
      assertThat(point.state().word()).isEqualTo("woven");
      assertThat(point.state().sites()).extracting(w -> w.className()).containsExactly(sample);
      assertThat(shown).contains(sample);
      shown.clear();
      declare(sample + "#tick", "entry");
      assertThat(shown).containsExactly(sample);
    } finally {
      instrumentation.removeTransformer(watcher);
    }
    assertThat(loaded.call("tick")).isEqualTo(2);
  }

  @Test
  void aClassWithoutPointsGetsItsOwnCodeBack() throws Throwable {
    Compiled loaded = loaded();
    Class<?> type = loaded.loadClass(sample);
    byte[] before = file(type);
    Point tick = declare(sample + "#tick", "entry");
    Point run = declare(sample + "#once()", "exit");
    assertThat(file(type)).isNotEqualTo(before);
    weaver.undeclare(tick);
    assertThat(Points.find(tick.name())).isNull();
    assertThat(run.state().word()).isEqualTo("woven");
    arm(run, "return(9)");
    assertThat(loaded.call("once")).isEqualTo(9);
    Arming.end(Arming.arms(List.of(run), null), null, false);
    weaver.undeclare(run);
    assertThat(file(type)).isEqualTo(before);
    assertThat(loaded.call("tick")).isEqualTo(2);
  }

  /** The class as the last of all transformers gets it. */
  private static byte[] file(Class<?> type) throws Exception {
    byte[][] seen = {null};
    ClassFileTransformer last =
        new ClassFileTransformer() {
          @Override
          public byte[] transform(
              ClassLoader loader, String name, Class<?> redefined, ProtectionDomain d, byte[] f) {
            if (redefined == type) {
              seen[0] = f;
            }
            return null;
          }
        };
    instrumentation.addTransformer(last, true);
    try {
      instrumentation.retransformClasses(type);
    } finally {
      instrumentation.removeTransformer(last);
    }
    return seen[0];
  }

  private static final String ANNOTATED =
      """
      class Sample {
        @Mark("%s") static int run() { return 1; }
      }
      @interface Mark { String value(); }
      """;

  @Test
  void anUndeclaredAnnotatedPointComesBackNeitherByRetransformationNorByTheNextLoad()
      throws Throwable {
    String name = "live-annotated-" + NAMES.incrementAndGet();
    String source = ANNOTATED.formatted(name);
    LiveWeaver marking = Weaving.start(instrumentation, List.of(), List.of("Mark"));
    Compiled loaded = compiled(source);
    Class<?> type = Class.forName(sample, true, loaded);
    Point point = Objects.requireNonNull(Points.find(name));
    assertThat(point.state().word()).isEqualTo("woven");
    marking.undeclare(point);
    assertThat(Points.find(name)).isNull();
    instrumentation.retransformClasses(type);
    Compiled next = compiled(source);
    Class.forName(sample, true, next);
    assertThat(Points.find(name)).isNull();
  }

  @Test
  void whatCannotBeDeclaredIsRefusedWithFieldAndColumn() throws Exception {
    DeclarationException method = refusal(declaration("Sample", "entry"));
    assertThat(method.field()).isEqualTo("method");
    assertThat(method.column()).isEqualTo(7);
    DeclarationException call = refusal(declaration(sample + "#run", "before call a.B#c(long"));
    assertThat(call.field()).isEqualTo("at");
    assertThat(call.column()).isEqualTo("before call a.B#c(long".length() + 1);
    DeclarationException forbidden = refusal(declaration("java.lang.Thread#start", "entry"));
    assertThat(forbidden.field()).isEqualTo("method");
    assertThat(forbidden.reason()).contains("needed by a hit itself");
    Declaration taken = declaration(sample + "#run", "entry");
    weaver.declare(taken);
    assertThat(refusal(taken).field()).isEqualTo("name");
    assertThat(refusal(taken).reason()).contains("taken");
  }

  private static DeclarationException refusal(Declaration declaration) {
    int before = Points.all().size();
    DeclarationException refused =
        catchThrowableOfType(DeclarationException.class, () -> weaver.declare(declaration));
    assertThat(Points.all()).hasSize(before);
    return refused;
  }

  @Test
  void classesOfTheJdkAreWovenAndRestored() throws Throwable {
    Point point = declare("java.util.StringJoiner#length", "entry");
    assertThat(point.state().word()).isEqualTo("woven");
    arm(point, "return(77)");
    assertThat(new java.util.StringJoiner(",").length()).isEqualTo(77);
    Arming.end(Arming.arms(List.of(point), null), null, false);
    weaver.undeclare(point);
    assertThat(new java.util.StringJoiner(",").length()).isZero();
  }

  @Test
  void aLoaderIsNotKeptByWhatWasWovenInItsClasses() throws Throwable {
    Compiled loaded = loaded();
    Point point = declare(sample + "#tick", "entry");
    WeakReference<ClassLoader> weak = new WeakReference<>(loaded);
    assertThat(loaded.call("tick")).isEqualTo(2);
    loaded = null;
    Awaited.that(
        () -> {
          System.gc();
          return weak.get() == null;
        });
    weaver.undeclare(point);
  }

  @Test
  void aClosedPackageIsOpenedToOurCodeAndToNobodyElse() {
    Module module = java.util.zip.CRC32.class.getModule();
    Module boot = Point.class.getModule();
    Module other = LiveWeaverTest.class.getModule();
    assertThat(module.isOpen("java.util.zip", boot)).isFalse();
    weaver.open(java.util.zip.CRC32.class);
    weaver.open(java.util.zip.CRC32.class);
    assertThat(module.isOpen("java.util.zip", boot)).isTrue();
    assertThat(module.isOpen("java.util.zip", other)).isFalse();
  }

  /** Holds back the superclass of a class, which has passed the transformer by then. */
  private final class Slow extends ClassLoader {
    final CountDownLatch asked = new CountDownLatch(1);
    final CountDownLatch go = new CountDownLatch(1);
    private final Compiled files =
        compiled(
            "class Sample extends SampleBase { static int tick() { return 2; } }"
                + " class SampleBase {}");

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
      if (name.equals(sample + "Base")) {
        asked.countDown();
        try {
          go.await();
        } catch (InterruptedException interrupted) {
          throw new ClassNotFoundException(name, interrupted);
        }
      }
      byte[] file = files.file(name);
      return defineClass(name, file, 0, file.length);
    }
  }

  @Test
  void aClassThatWaitsForItsSuperclassWhileItsPointIsDeclaredIsNotMissed() throws Throwable {
    for (String form : List.of("Sample#tick", "SampleBase+#tick", "*Sample#tick")) {
      sample = "Sample" + NAMES.incrementAndGet();
      String method = form.replace("Sample", sample);
      Slow loader = new Slow();
      Thread loading =
          new Thread(
              () -> {
                try {
                  Class.forName(sample, true, loader);
                } catch (ClassNotFoundException told) {
                  throw new IllegalStateException(told);
                }
              });
      loading.start();
      loader.asked.await();
      Point point = declare(method, "entry");
      assertThat(point.state().word()).isEqualTo("declared");
      loader.go.countDown();
      loading.join();
      Awaited.that(() -> point.state().word().equals("woven"));
      undeclareAll();
    }
  }

  @Test
  void classesThatAreLoadedWhileTheirPointIsDeclaredAreNotMissed() throws Throwable {
    for (int round = 0; round < 20; round++) {
      Compiled loading = compiled(SOURCE);
      Thread loader =
          new Thread(
              () -> {
                try {
                  Class.forName(sample, true, loading);
                } catch (ClassNotFoundException told) {
                  throw new IllegalStateException(told);
                }
              });
      loader.start();
      Point point = declare(sample + "#tick", "entry");
      loader.join();
      Awaited.that(() -> point.state().word().equals("woven"));
      arm(point, "return(7)");
      assertThat(loading.call("tick")).as("round " + round).isEqualTo(7);
      undeclareAll();
    }
  }
}
