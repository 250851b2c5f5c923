package dev.jinx.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.lang.module.Configuration;
import java.lang.module.ModuleFinder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Private fields in a module that opens nothing. */
class OpenerTest {
  @TempDir private Path directory;
  private ModuleLayer.Controller layer;
  private Values values;

  @BeforeEach
  void makeModule() throws Exception {
    Path info = directory.resolve("module-info.java");
    Files.writeString(info, "module acme.closed { exports acme.closed; }");
    Path source = Files.createDirectories(directory.resolve("acme/closed")).resolve("Box.java");
    Files.writeString(
        source, "package acme.closed; public class Box { private int size = 3, other = 4; }");
    Path classes = directory.resolve("classes");
    int status =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, "-d", classes.toString(), info.toString(), source.toString());
    assertThat(status).isZero();
    ModuleLayer boot = ModuleLayer.boot();
    Configuration configuration =
        boot.configuration()
            .resolve(ModuleFinder.of(classes), ModuleFinder.of(), Set.of("acme.closed"));
    layer =
        ModuleLayer.defineModulesWithOneLoader(
            configuration, List.of(boot), ClassLoader.getSystemClassLoader());
    Class<?> box = layer.layer().findLoader("acme.closed").loadClass("acme.closed.Box");
    values = TestValues.of(box.getConstructor().newInstance());
  }

  @Test
  void areReadOnceTheOpenerHasOpenedIt() throws Exception {
    List<Class<?>> opened = new ArrayList<>();
    JexlExpressions expressions =
        new JexlExpressions(
            type -> {
              opened.add(type);
              layer.addOpens(
                  type.getModule(), type.getPackageName(), JexlExpressions.class.getModule());
            });

    assertThat(expressions.read("this.size == 3 and this.other == 4", false).holds(values))
        .isTrue();
    assertThat(expressions.read("this.size == 3", false).holds(values)).isTrue();
    assertThat(opened).containsExactly(values.self().getClass());
  }

  @Test
  void areToldAsClosedOtherwise() throws Exception {
    JexlCondition condition = new JexlExpressions(type -> {}).read("this.size == 3", false);

    Failure failure = catchThrowableOfType(Failure.class, () -> condition.holds(values));
    assertThat(failure.reason())
        .isEqualTo("module acme.closed does not open acme.closed (column 6)");
  }
}
