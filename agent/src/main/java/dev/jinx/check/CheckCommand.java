package dev.jinx.check;

import dev.jinx.agent.ReadFile;
import dev.jinx.bootstrap.Expressions;
import dev.jinx.cli.Progress;
import dev.jinx.cli.Version;
import dev.jinx.expression.JexlExpressions;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Checks a configuration against the classes of a program, without running either. */
@Command(
    name = "check",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = {
      "Checks a configuration, or packs, against the classes of a program, which is not run.",
      "Every selector, position, action and expression is looked at as the agent would."
    },
    footer = {
      "",
      "Exit codes: 0 all fit, 1 something does not, 2 usage, or a file that cannot be read.",
      "",
      "Examples: java -jar jinx.jar check jinx.yaml --class-path app.jar --class-path 'lib/*'",
      "          java -jar jinx.jar check --pack zookeeper --class-path 'zookeeper/lib/*'"
    })
final class CheckCommand implements Callable<Integer> {
  private static final int FITS = 0;
  private static final int DOES_NOT = 1;
  private static final int UNREADABLE = 2;

  @Spec
  @SuppressWarnings("NullAway.Init") // set by picocli
  private CommandSpec command;

  @Parameters(paramLabel = "FILE", arity = "0..1", description = "the YAML; or else --pack")
  private @Nullable String file;

  @Option(
      names = "--pack",
      paramLabel = "PACK",
      description = {
        "a pack by its name, or by its path, in place of a file that names it;",
        "may be given several times"
      })
  private List<String> packs = new ArrayList<>();

  @Option(
      names = {"--class-path", "-cp"},
      paramLabel = "PATH",
      required = true,
      description = {
        "the program's jars and directories, as for java -cp; may be given several times.",
        "Nested jars (Spring Boot, WAR) count, and so do the classes of the JDK that runs this."
      })
  private List<String> classPath = new ArrayList<>();

  @Option(names = "--json", description = "answer in JSON")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    PrintWriter out = command.commandLine().getOut();
    PrintWriter err = command.commandLine().getErr();
    if ((file == null) == packs.isEmpty()) {
      throw new ParameterException(
          command.commandLine(), "right is either a FILE or --pack, once or several times");
    }
    if (file != null && (!Files.isReadable(Path.of(file)) || Files.isDirectory(Path.of(file)))) {
      err.println("jinx: cannot read the file '" + file + "'");
      return UNREADABLE;
    }
    Report report;
    try (Progress progress = progress(err)) {
      report = check(progress);
    } catch (ClassPathException unreadable) {
      err.println("jinx: " + unreadable.getMessage());
      return UNREADABLE;
    }
    if (json) {
      out.println(report.json());
    } else {
      report.lines().forEach(out::println);
    }
    return report.fits() ? FITS : DOES_NOT;
  }

  private Report check(Progress progress) throws IOException, ClassPathException {
    progress.say("opening the class path");
    ClassPath opened;
    try {
      opened = ClassPath.of(classPath);
    } catch (IOException unreadable) {
      throw new ClassPathException(unreadable);
    }
    try (ClassPath path = opened) {
      progress.say("looking at the program's classes");
      return new Check(read(), new Program(path)).run();
    }
  }

  private static Progress progress(PrintWriter err) {
    return Progress.onTerminal(
        text -> {
          err.print(text);
          err.flush();
        });
  }

  /** The class path cannot be read; what the check itself cannot read is no such thing. */
  private static final class ClassPathException extends Exception {
    private static final long serialVersionUID = 1L;

    ClassPathException(IOException cause) {
      super(cause.getMessage(), cause);
    }
  }

  private ReadFile read() {
    Expressions expressions = new JexlExpressions(type -> {});
    return file == null
        ? ReadFile.ofPacks(packs, "option --pack", expressions)
        : ReadFile.of(file, expressions);
  }
}
