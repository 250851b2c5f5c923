package dev.jinx.instrumentation;

import com.sun.tools.attach.VirtualMachine;
import java.io.OutputStream;
import java.lang.instrument.Instrumentation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.jspecify.annotations.Nullable;

/** The instrumentation of the JVM that the tests run in. */
public final class SelfAgent {
  private static @Nullable Instrumentation instrumentation;

  private SelfAgent() {}

  /** Called by the JVM. */
  public static void agentmain(String argument, Instrumentation given) {
    instrumentation = given;
  }

  static synchronized Instrumentation instrumentation() throws Exception {
    if (instrumentation == null) {
      Path jar = Files.createTempFile("self-agent", ".jar");
      Manifest manifest = new Manifest();
      Attributes attributes = manifest.getMainAttributes();
      attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
      attributes.putValue("Agent-Class", SelfAgent.class.getName());
      attributes.putValue("Can-Retransform-Classes", "true");
      attributes.putValue("Can-Redefine-Classes", "true");
      try (OutputStream out = Files.newOutputStream(jar)) {
        new JarOutputStream(out, manifest).close();
      }
      VirtualMachine own = VirtualMachine.attach(String.valueOf(ProcessHandle.current().pid()));
      own.loadAgent(jar.toString());
      own.detach();
      Files.delete(jar);
    }
    Instrumentation given = instrumentation;
    if (given == null) {
      throw new IllegalStateException("the agent was not called");
    }
    return given;
  }
}
