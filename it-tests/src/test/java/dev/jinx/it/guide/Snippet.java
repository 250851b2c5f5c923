package dev.jinx.it.guide;

import dev.jinx.it.Scratch;
import java.io.StringWriter;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/**
 * Java of a page, compiled and run as it stands, given what the page takes as there, and more time
 * for a busy machine.
 */
public final class Snippet {
  private static final String HEAD =
      """
      import static org.assertj.core.api.Assertions.assertThat;
      import dev.jinx.client.*;
      import dev.jinx.client.checkpoint.*;
      import dev.jinx.client.cluster.*;
      import dev.jinx.client.fleet.*;
      import java.nio.file.Path;
      import java.time.Duration;
      import java.util.*;
      public class Snippet {
      public static Object run(%s) throws Exception {
      %s
      %s
      }
      }
      """;

  /** What stands for the times of examples. */
  static final Map<String, String> PATIENT =
      Map.of(
          "pause(30s)", "pause(5m)",
          "pause(60s)", "pause(5m)",
          "hold(60s)", "hold(5m)",
          "timeout 10s", "timeout 60s",
          "timeout 30s", "timeout 60s",
          "ofSeconds(10)", "ofSeconds(60)");

  private final Map<String, Class<?>> types = new LinkedHashMap<>();
  private final List<Object> values = new ArrayList<>();
  private String text;
  private String end = "return null;";

  private Snippet(String text) {
    String patient = text;
    for (Map.Entry<String, String> each : PATIENT.entrySet()) {
      patient = patient.replace(each.getKey(), each.getValue());
    }
    this.text = patient;
  }

  public static Snippet of(List<String> lines) {
    return new Snippet(String.join("\n", lines));
  }

  /** A variable that is there. */
  public Snippet with(String name, Class<?> type, Object value) {
    types.put(name, type);
    values.add(value);
    return this;
  }

  /** Has this in place of that, such as the real address. */
  public Snippet instead(String of, String is) {
    if (!text.contains(of)) {
      throw new AssertionError("no '" + of + "' in\n" + text);
    }
    text = text.replace(of, is);
    return this;
  }

  /** What it answers in the end. */
  public Snippet answers(String expression) {
    end = "return " + expression + ";";
    return this;
  }

  public @Nullable Object run() throws Exception {
    Path directory = Scratch.directory("snippet");
    List<String> parameters = new ArrayList<>();
    types.forEach((name, type) -> parameters.add("final " + type.getCanonicalName() + " " + name));
    String source = HEAD.formatted(String.join(", ", parameters), text, end);
    compile(Files.writeString(directory.resolve("Snippet.java"), source), source);
    URL[] classes = {directory.toUri().toURL()};
    try (URLClassLoader loader = new URLClassLoader(classes, Snippet.class.getClassLoader())) {
      return loader
          .loadClass("Snippet")
          .getMethod("run", types.values().toArray(Class<?>[]::new))
          .invoke(null, values.toArray());
    } catch (InvocationTargetException thrown) {
      throw new AssertionError(source, thrown.getCause());
    }
  }

  private static void compile(Path file, String source) {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter told = new StringWriter();
    List<String> options =
        List.of("--release", "17", "-proc:none", "-cp", System.getProperty("java.class.path"));
    var files = compiler.getStandardFileManager(null, null, null).getJavaFileObjects(file);
    if (!compiler.getTask(told, null, null, options, null, files).call()) {
      throw new AssertionError(source + told);
    }
  }
}
