package dev.jinx.cli;

import dev.jinx.client.Api;
import dev.jinx.client.Settings;
import dev.jinx.client.http.Address;
import dev.jinx.client.http.Token;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options that every command takes. */
final class Connection {
  @Spec(Spec.Target.MIXEE)
  @SuppressWarnings("NullAway.Init") // set by picocli
  private CommandSpec command;

  @Option(
      names = "--address",
      paramLabel = "HOST:PORT",
      description = "where the agent listens (default: JINX_ADDRESS, then 127.0.0.1:7117)")
  private @Nullable String address;

  @Option(
      names = "--token-file",
      paramLabel = "FILE",
      description = "file with the agent's token (default: JINX_TOKEN_FILE, then none)")
  private @Nullable Path tokenFile;

  @Option(names = "--json", description = "answer in JSON, as the agent gives it")
  private boolean json;

  boolean json() {
    return json;
  }

  /** Connects to nothing yet. */
  Api api(Terminal terminal) {
    Settings settings = Settings.of(address(terminal), null);
    Path file = tokenFile(terminal);
    try {
      return new Api(file == null ? settings : settings.withToken(Token.inFile(file)));
    } catch (UncheckedIOException e) {
      throw new CommandException(e.getMessage() + ": " + e.getCause(), e);
    }
  }

  /** Where the one agent listens. */
  Address address(Terminal terminal) {
    try {
      String text = address != null ? address : terminal.environment("JINX_ADDRESS", "127.0.0.1");
      return Address.parse(text);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(command.commandLine(), "--address: " + e.getMessage(), e);
    }
  }

  /** Whether one agent was named, be it in the environment. */
  boolean names(Terminal terminal) {
    return address != null || !terminal.environment("JINX_ADDRESS", "").isEmpty();
  }

  /** The file with the token, or null for none. */
  @Nullable Path tokenFile(Terminal terminal) {
    String named = terminal.environment("JINX_TOKEN_FILE", "");
    return tokenFile != null || named.isEmpty() ? tokenFile : Path.of(named);
  }
}
