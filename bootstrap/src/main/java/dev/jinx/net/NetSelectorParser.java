package dev.jinx.net;

import dev.jinx.bootstrap.Names;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Reads the text of a selector of connections, and says in which column it is none. */
final class NetSelectorParser {
  private static final String LOCAL = "local";
  private static final String PEER = "peer";

  private final String text;
  private final List<Addresses> peers = new ArrayList<>();
  private final List<Addresses> locals = new ArrayList<>();

  NetSelectorParser(String text) {
    this.text = text;
  }

  NetSelector parse() throws NetSelectorException {
    int end = text.stripTrailing().length();
    int open = text.indexOf('(');
    if (open >= 0) {
      if (text.charAt(end - 1) != ')') {
        throw wrong(end, "a ')' is missing at the end");
      }
      addresses(open + 1, end - 1);
      end = open;
    }
    return new NetSelector(text.strip(), ops(NetSelector.START.length(), end), peers, locals);
  }

  private Set<Op> ops(int from, int end) throws NetSelectorException {
    Set<Op> ops = EnumSet.noneOf(Op.class);
    for (int[] part : parts(from, end, ',')) {
      String word = text.substring(part[0], part[1]);
      boolean known = word.equals("*");
      List<String> words = new ArrayList<>();
      for (Op op : Op.values()) {
        words.add(op.word());
        if (word.equals("*") || word.equals(op.word())) {
          ops.add(op);
          known = true;
        }
      }
      if (!known) {
        String hint = Names.hint(word, words);
        throw new NetSelectorException(
            part[0] + 1,
            "'"
                + word
                + "' is nothing that is done with a connection"
                + (hint.isEmpty() ? "; right is " + NetSelector.RULE : hint));
      }
    }
    if (ops.isEmpty()) {
      throw wrong(from, "nothing stands behind " + NetSelector.START);
    }
    return ops;
  }

  private void addresses(int from, int end) throws NetSelectorException {
    for (int[] part : parts(from, end, ';')) {
      boolean local = begins(part, LOCAL);
      int start = local ? LOCAL.length() : begins(part, PEER) ? PEER.length() : 0;
      for (int[] one : parts(part[0] + start, part[1], ',')) {
        String address = text.substring(one[0], one[1]);
        try {
          (local ? locals : peers).add(Addresses.parse(address));
        } catch (IllegalArgumentException wrong) {
          throw new NetSelectorException(one[0] + 1, hint(address, wrong));
        }
      }
    }
  }

  /** A word before an address may have been meant to say whose it is. */
  private static String hint(String address, IllegalArgumentException wrong) {
    int blank = address.indexOf(' ');
    String hint = blank < 0 ? "" : Names.hint(address.substring(0, blank), List.of(LOCAL, PEER));
    return hint.isEmpty()
        ? String.valueOf(wrong.getMessage())
        : "'" + address + "' is not an address" + hint;
  }

  private boolean begins(int[] part, String word) {
    int behind = part[0] + word.length();
    return behind < part[1] && text.startsWith(word, part[0]) && text.charAt(behind) == ' ';
  }

  private static NetSelectorException wrong(int at, String what) {
    return new NetSelectorException(at + 1, what + "; right is " + NetSelector.RULE);
  }

  /** From and to of what stands between separators, without blanks; empty parts are left out. */
  private List<int[]> parts(int from, int end, char by) {
    List<int[]> parts = new ArrayList<>();
    int begin = from;
    for (int i = from; i <= end; i++) {
      if (i == end || text.charAt(i) == by) {
        int first = begin;
        int last = i;
        while (first < last && Character.isWhitespace(text.charAt(first))) {
          first++;
        }
        while (first < last && Character.isWhitespace(text.charAt(last - 1))) {
          last--;
        }
        if (first < last) {
          parts.add(new int[] {first, last});
        }
        begin = i + 1;
      }
    }
    return parts;
  }
}
