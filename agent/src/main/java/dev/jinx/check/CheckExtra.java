package dev.jinx.check;

import dev.jinx.cli.ExtraCommand;

/** Adds {@code check} to the command line. */
public final class CheckExtra implements ExtraCommand {
  @Override
  public Object command() {
    return new CheckCommand();
  }
}
