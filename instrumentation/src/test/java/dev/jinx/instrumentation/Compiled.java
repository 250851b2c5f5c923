package dev.jinx.instrumentation;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/** A loader of classes compiled from a text, so that tests show the lines that they speak of. */
final class Compiled extends ClassLoader {
  private final String main;
  private final Map<String, byte[]> files;
  private final @Nullable Transformer transformer;

  private Compiled(String main, Map<String, byte[]> files, @Nullable Transformer transformer) {
    super(Compiled.class.getClassLoader());
    this.main = main;
    this.files = files;
    this.transformer = transformer;
  }

  /** Compiles the text. */
  static Compiled of(String source, @Nullable Transformer transformer, String... options) {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    Map<String, ByteArrayOutputStream> written = new HashMap<>();
    JavaFileManager manager =
        new ForwardingJavaFileManager<>(compiler.getStandardFileManager(null, null, null)) {
          @Override
          public JavaFileObject getJavaFileForOutput(
              Location location, String name, JavaFileObject.Kind kind, FileObject sibling) {
            return new SimpleJavaFileObject(URI.create("mem:///" + name), kind) {
              @Override
              public OutputStream openOutputStream() {
                ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                written.put(name, bytes);
                return bytes;
              }
            };
          }
        };
    JavaFileObject text =
        new SimpleJavaFileObject(URI.create("mem:///Sample.java"), JavaFileObject.Kind.SOURCE) {
          @Override
          public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return source;
          }
        };
    if (!compiler.getTask(null, manager, null, List.of(options), null, List.of(text)).call()) {
      throw new IllegalArgumentException(source);
    }
    Map<String, byte[]> files = new HashMap<>();
    written.forEach((name, bytes) -> files.put(name, bytes.toByteArray()));
    String first = source.substring(source.indexOf("class ") + "class ".length());
    return new Compiled(first.substring(0, first.indexOf(' ')), files, transformer);
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    byte[] file = files.get(name);
    if (file == null) {
      throw new ClassNotFoundException(name);
    }
    byte[] woven =
        transformer == null ? null : transformer.transform(null, this, name, null, null, file);
    byte[] used = woven == null ? file : woven;
    return defineClass(name, used, 0, used.length);
  }

  @Override
  public @Nullable InputStream getResourceAsStream(String name) {
    byte[] file = name.endsWith(".class") ? files.get(name.substring(0, name.length() - 6)) : null;
    return file == null ? super.getResourceAsStream(name) : new ByteArrayInputStream(file);
  }

  byte[] file(String name) {
    return Objects.requireNonNull(files.get(name));
  }

  /** The first class of the text, initialized. */
  Class<?> type() throws ClassNotFoundException {
    return Class.forName(main, true, this);
  }

  /** Calls a static method of the first class, of that name. */
  @Nullable Object call(String method, Object... arguments) throws Throwable {
    for (java.lang.reflect.Method each : type().getDeclaredMethods()) {
      if (each.getName().equals(method)) {
        each.setAccessible(true);
        try {
          return each.invoke(null, arguments);
        } catch (java.lang.reflect.InvocationTargetException thrown) {
          throw thrown.getCause();
        }
      }
    }
    throw new NoSuchMethodException(method);
  }
}
