package dev.jinx.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** An agent as the attach command sees one; its options say how it behaves. */
public final class AgentForTest {
  private AgentForTest() {}

  /** Called by the JVM that it is loaded into. */
  public static void agentmain(String arguments) throws Exception {
    Map<String, String> options = new HashMap<>();
    for (String option : arguments.split(",")) {
      options.put(option.split("=", 2)[0], option.split("=", 2)[1]);
    }
    String status = options.getOrDefault("node", "started");
    System.setProperty("dev.jinx.agent", status.replace('.', ' '));
    if (options.containsKey("port")) {
      Path file = Path.of(options.get("port-file"));
      Path whole =
          Files.writeString(Path.of(file + "~"), "127.0.0.1:" + options.get("port") + "\n");
      Files.move(whole, file);
    }
  }

  /** A program that runs until its input ends. */
  public static final class Program {
    private Program() {}

    public static void main(String[] arguments) throws Exception {
      System.out.println("ready");
      System.in.transferTo(System.out);
    }
  }
}
