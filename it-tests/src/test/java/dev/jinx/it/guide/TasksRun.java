package dev.jinx.it.guide;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.bank.RunSamples;
import dev.jinx.it.Jdk;
import dev.jinx.it.Launch;
import dev.jinx.it.TargetJvm;
import java.io.File;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** Compiles sources of the page as they stand, and runs their tests in a JVM of their own. */
public final class TasksRun {
  private static final Pattern CLASS = Pattern.compile("(?m)^(?:public )?class (\\w+)");
  private static final int MINUTES = 3;

  private TasksRun() {}

  /** The name of the class that a source declares. */
  static String className(String source) {
    Matcher name = CLASS.matcher(source);
    assertThat(name.find()).as(source).isTrue();
    return name.group(1);
  }

  /** Compiles them for Java 17 into {@code classes} of that directory. */
  public static Path compile(Path home, String... sources) {
    Path to = home.resolve("classes");
    to.toFile().mkdirs();
    List<String> arguments =
        List.of(
            "--release",
            "17",
            "-proc:none",
            "-d",
            to.toString(),
            "-cp",
            System.getProperty("java.class.path"));
    StringWriter told = new StringWriter();
    boolean good =
        ToolProvider.getSystemJavaCompiler()
            .getTask(
                told, null, null, arguments, null, Stream.of(sources).map(Source::new).toList())
            .call();
    assertThat(good).as(told.toString()).isTrue();
    return to;
  }

  /** A line for each test of a class of {@code com.acme}, with how it ended. */
  public static List<String> run(Jdk jdk, Path home, Path classes, String test, String... jvm)
      throws InterruptedException {
    List<Path> path = new ArrayList<>(List.of(classes));
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
      path.add(Path.of(entry).toAbsolutePath());
    }
    Launch launch =
        Launch.on(jdk)
            .agent(null)
            .directory(home)
            .jvm(jvm)
            .classPath(path.toArray(Path[]::new))
            .main(RunSamples.class.getName(), "com.acme." + test);
    try (TargetJvm tests = launch.start()) {
      tests.process().waitFor(MINUTES, TimeUnit.MINUTES);
      assertThat(tests.awaitExit()).as(tests.err().text()).isZero();
      return tests
          .out()
          .text()
          .lines()
          .filter(line -> line.matches("(SUCCESSFUL|FAILED|ABORTED) .*"))
          .toList();
    }
  }

  private static final class Source extends SimpleJavaFileObject {
    private final String text;

    Source(String text) {
      super(URI.create("string:///" + className(text) + ".java"), JavaFileObject.Kind.SOURCE);
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }
}
