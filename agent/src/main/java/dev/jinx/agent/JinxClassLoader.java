package dev.jinx.agent;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.security.CodeSource;
import java.security.ProtectionDomain;
import java.security.cert.Certificate;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/**
 * Loads the server, the client and every library that they use, so that the application cannot see
 * them and they do not see the application's.
 *
 * <pre>
 *  boot      java.jinx.Hook, dev.jinx.{bootstrap,instrumentation,agent}, relocated ASM and YAML
 *    |         *.class in jinx.jar, through Boot-Class-Path
 *  platform
 *    |      \
 *    |       JinxClassLoader    dev.jinx.{log,control,server}, Undertow, XNIO, Jackson ...
 *    |                            jinx-isolated/*.classdata in jinx.jar
 *  application, and the loaders it makes      woven classes, its own Undertow, Jackson, ASM ...
 * </pre>
 *
 * <p>Its classes lie in jinx.jar under {@value #PREFIX}, with names that end in {@value #SUFFIX}:
 * the jar is on the application's class path, where {@code *.class} and {@code META-INF/services}
 * would be found. They need no relocation, because nobody but this loader can define them. For the
 * commands ({@link Main}) its parent is the application's loader, which holds nothing but jinx.jar
 * and the JDK's tools there.
 */
public final class JinxClassLoader extends ClassLoader {
  static final String PREFIX = "jinx-isolated/";
  static final String SUFFIX = ".classdata";

  static {
    registerAsParallelCapable();
  }

  private final ZipFile zip;
  private final IsolatedResources resources;
  private final ProtectionDomain domain;

  /**
   * A loader of what is hidden in that jar, which stays open.
   *
   * @throws IOException where it cannot be read
   */
  public JinxClassLoader(File jar, ClassLoader parent) throws IOException {
    super("jinx", parent);
    zip = new ZipFile(jar);
    URL location = jar.toURI().toURL();
    resources = new IsolatedResources(zip, location);
    domain = new ProtectionDomain(new CodeSource(location, (Certificate[]) null), null, this, null);
  }

  /**
   * JMX is kept out: the server's libraries would register a bean, and with it create the
   * platform's bean server before the application has had its say. They do without where it is not
   * there.
   */
  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    if (name.startsWith("javax.management.")) {
      throw new ClassNotFoundException(name + " is kept from the agent");
    }
    return super.loadClass(name, resolve);
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    ZipEntry entry = zip.getEntry(PREFIX + name.replace('.', '/') + SUFFIX);
    if (entry == null) {
      throw new ClassNotFoundException(name);
    }
    byte[] bytes;
    try (InputStream in = zip.getInputStream(entry)) {
      bytes = in.readAllBytes();
    } catch (IOException damaged) {
      throw new ClassNotFoundException(name + " in " + zip.getName(), damaged);
    }
    int dot = name.lastIndexOf('.');
    if (dot > 0) {
      definePackage(name.substring(0, dot));
    }
    try {
      return defineClass(name, bytes, 0, bytes.length, domain);
    } catch (ClassFormatError damaged) {
      String message = name + " in " + zip.getName() + ": " + damaged.getMessage();
      throw (ClassFormatError) new ClassFormatError(message).initCause(damaged);
    }
  }

  private void definePackage(String name) {
    if (getDefinedPackage(name) == null) {
      try {
        definePackage(name, null, null, null, null, null, null, null);
      } catch (IllegalArgumentException already) {
        // Another thread was first.
        return;
      }
    }
  }

  @Override
  protected @Nullable URL findResource(String name) {
    return resources.find(name);
  }

  @Override
  protected Enumeration<URL> findResources(String name) {
    URL url = resources.find(name);
    return Collections.enumeration(url == null ? List.<URL>of() : List.of(url));
  }
}
