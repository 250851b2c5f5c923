package dev.jinx.cli;

import dev.jinx.client.Api;
import dev.jinx.client.RefusedException;
import dev.jinx.client.Settings;
import dev.jinx.client.UnreachableException;
import dev.jinx.client.http.Address;

/** Whether an agent's server answers. */
final class Answering {
  private Answering() {}

  /** At an address that a port file told. */
  static boolean at(String address) {
    try {
      new Api(Settings.of(Address.parse(address), null)).health();
      return true;
    } catch (RefusedException e) {
      return true; // it wants a token
    } catch (UnreachableException e) {
      return false;
    } catch (IllegalArgumentException e) {
      throw new CommandException("not an address in the port file: " + address, e);
    }
  }
}
