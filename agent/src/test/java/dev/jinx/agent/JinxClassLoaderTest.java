package dev.jinx.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.ServiceLoader;
import java.util.function.Supplier;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JinxClassLoaderTest {
  /** What lies hidden in the jar of these tests. */
  public static final class Hidden implements Supplier<String> {
    @Override
    public String get() {
      return "hidden";
    }
  }

  private static final String SERVICE = "META-INF/services/java.util.function.Supplier";

  @TempDir Path directory;
  private JinxClassLoader loader;

  @BeforeEach
  void open() throws IOException {
    // Characters that mean something in an address.
    Path jar =
        Files.createDirectory(directory.resolve("a b#c+d%20" + FileNames.foreign() + "!"))
            .resolve("jinx.jar");
    String path = Hidden.class.getName().replace('.', '/');
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(jar));
        InputStream bytes = Hidden.class.getClassLoader().getResourceAsStream(path + ".class")) {
      out.putNextEntry(new ZipEntry("jinx-isolated/" + path + ".classdata"));
      bytes.transferTo(out);
      out.putNextEntry(new ZipEntry("jinx-isolated/" + SERVICE));
      out.write(Hidden.class.getName().getBytes(StandardCharsets.UTF_8));
      out.putNextEntry(new ZipEntry("jinx-isolated/dev/jinx/Broken.classdata"));
      out.write(1);
      out.putNextEntry(new ZipEntry("visible.txt"));
      out.closeEntry();
    }
    loader = new JinxClassLoader(jar.toFile(), ClassLoader.getPlatformClassLoader());
  }

  @Test
  void definesHiddenClassesItself() throws Exception {
    Class<?> hidden = Class.forName(Hidden.class.getName(), true, loader);
    assertThat(hidden.getClassLoader()).isSameAs(loader);
    assertThat(hidden).isNotSameAs(Hidden.class);
    assertThat(hidden.getPackage().getName()).isEqualTo("dev.jinx.agent");
    assertThat(hidden.getProtectionDomain().getCodeSource().getLocation()).isNotNull();
  }

  @Test
  void findsServices() {
    ServiceLoader<?> services = ServiceLoader.load(Supplier.class, loader);
    assertThat(services).hasSize(1);
    assertThat(((Supplier<?>) services.iterator().next()).get()).isEqualTo("hidden");
  }

  @Test
  void itsAddressesCanBeOpened() throws IOException {
    URL url = loader.getResource(SERVICE);
    assertThat(url.toString()).startsWith("jar:file:").endsWith("!/jinx-isolated/" + SERVICE);
    try (InputStream in = url.openStream()) {
      assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8))
          .isEqualTo(Hidden.class.getName());
    }
    assertThat(url.openConnection().getContentLength()).isEqualTo(Hidden.class.getName().length());
    assertThat(Collections.list(loader.getResources(SERVICE))).hasSize(1);
  }

  @Test
  void aClassIsAResourceByItsUsualName() throws IOException {
    String path = Hidden.class.getName().replace('.', '/') + ".class";
    try (InputStream in = loader.getResourceAsStream(path)) {
      assertThat(in.readNBytes(4)).containsExactly(0xCA, 0xFE, 0xBA, 0xBE);
    }
  }

  @Test
  void seesNeitherTheApplicationNorWhatIsVisibleInTheJar() {
    assertThatThrownBy(() -> Class.forName("org.junit.jupiter.api.Test", false, loader))
        .isInstanceOf(ClassNotFoundException.class);
    assertThat(loader.getResource("visible.txt")).isNull();
    assertThat(loader.getResource("no/such")).isNull();
  }

  @Test
  void aBrokenClassIsAnErrorThatNamesIt() {
    assertThatThrownBy(() -> Class.forName("dev.jinx.Broken", false, loader))
        .isInstanceOf(ClassFormatError.class)
        .hasMessageContaining("Broken");
  }
}
