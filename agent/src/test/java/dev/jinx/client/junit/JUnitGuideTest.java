package dev.jinx.client.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jinx.guide.Guide;
import java.lang.annotation.Repeatable;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The guide has every annotation for JUnit with its keys, and no other. */
class JUnitGuideTest {
  private static final Guide PAGE = Guide.page("junit.md");

  @Test
  void everyKeyOfEveryAnnotationIsThereWithItsDefault() throws Exception {
    List<String> known = new ArrayList<>();
    for (Class<?> type : annotations()) {
      for (Method key : type.getDeclaredMethods()) {
        known.add(type.getSimpleName() + " " + key.getName() + " " + given(key));
      }
    }
    assertThat(known).hasSizeGreaterThan(20);
    List<String> shown = new ArrayList<>();
    for (Guide.Row row : PAGE.table("| annotation | key | default | meaning |")) {
      String annotation = row.names().get(0).substring(1);
      row.code(1).forEach(key -> shown.add(annotation + " " + key + " " + row.cells().get(2)));
    }
    assertThat(shown).containsExactlyInAnyOrderElementsOf(known);
  }

  @Test
  void everyWayOfRegistrationIsThere() {
    String section = PAGE.section("By registration").text();
    for (Method method : JinxExtension.class.getDeclaredMethods()) {
      if (Modifier.isPublic(method.getModifiers())
          && method.getReturnType() == JinxExtension.class) {
        assertThat(section).contains(method.getName() + "(");
      }
    }
  }

  private static String given(Method key) {
    Object value = key.getDefaultValue();
    if (value == null) {
      return "has to be there";
    }
    boolean none = value.equals("") || value.getClass().isArray();
    return none ? "none" : "`" + value + "`";
  }

  /** All of the package, but for those that the compiler writes where one is repeated. */
  private static Set<Class<?>> annotations() throws Exception {
    Set<Class<?>> found = new TreeSet<>((a, b) -> a.getName().compareTo(b.getName()));
    URI place = JinxTest.class.getResource("JinxTest.class").toURI();
    if (place.getScheme().equals("jar")) {
      try (FileSystem jar = FileSystems.newFileSystem(place, java.util.Map.of())) {
        add(Path.of(place).getParent(), found);
      }
    } else {
      add(Path.of(place).getParent(), found);
    }
    for (Class<?> type : List.copyOf(found)) {
      Repeatable repeated = type.getAnnotation(Repeatable.class);
      if (repeated != null) {
        found.remove(repeated.value());
      }
    }
    return found;
  }

  private static void add(Path folder, Set<Class<?>> to) throws Exception {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        String name = file.getFileName().toString();
        if (name.endsWith(".class") && !name.equals("package-info.class")) {
          Class<?> type =
              Class.forName(
                  JinxTest.class.getPackageName() + "." + name.replace(".class", ""),
                  false,
                  JinxTest.class.getClassLoader());
          if (type.isAnnotation()) {
            to.add(type);
          }
        }
      }
    }
  }
}
