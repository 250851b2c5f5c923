import java.io.BufferedReader;
import java.io.InputStreamReader;

/** A program under test: each line of its input is done by a thread of its own. */
public final class Ledger {
  public static void main(String[] args) throws Exception {
    System.out.println("ready " + String.join(" ", args));
    BufferedReader in = new BufferedReader(new InputStreamReader(System.in));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      String[] words = line.split(" ");
      new Thread(() -> run(words), "writer-" + words[1]).start();
    }
  }

  private static void run(String[] words) {
    try {
      long result = 0;
      switch (words[0]) {
        case "commit" -> result = commit(Long.parseLong(words[1]));
        case "append" -> result = append(Long.parseLong(words[1]));
        case "tick" -> {
          for (long i = Long.parseLong(words[1]); i > 0; i--) {
            result = tick(i);
          }
        }
        default -> throw new IllegalArgumentException(words[0]);
      }
      System.out.println(String.join(" ", words) + " = " + result);
    } catch (Exception failed) {
      System.out.println(String.join(" ", words) + " failed: " + failed.getMessage());
    }
  }

  static long commit(long amount) {
    return 2 * amount;
  }

  static long append(long amount) {
    return amount + 1;
  }

  static long tick(long number) {
    return number;
  }

  static void never() {
    System.out.println("never");
  }
}
