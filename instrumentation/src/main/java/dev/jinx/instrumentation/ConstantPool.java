package dev.jinx.instrumentation;

/**
 * Looks for words in a class file's constant pool, without reading anything else of it: what every
 * class pays for annotations being looked for.
 */
final class ConstantPool {
  private final byte[][] words;

  /** Bit n is set where some word has n bytes, lengths taken modulo 64. */
  private final long lengths;

  /**
   * @param words what to look for, as ASCII
   */
  ConstantPool(String[] words) {
    this.words = new byte[words.length][];
    long bits = 0;
    for (int i = 0; i < words.length; i++) {
      this.words[i] = words[i].getBytes(java.nio.charset.StandardCharsets.UTF_8);
      bits |= 1L << (this.words[i].length & 63);
    }
    this.lengths = bits;
  }

  /** Whether the class file has one of the words as a constant; false where it is damaged. */
  boolean contains(byte[] file) {
    int at = 10;
    int count = u2(file, 8);
    for (int i = 1; i < count && at + 2 < file.length; i++) {
      switch (file[at]) {
        case 1:
          int length = u2(file, at + 1);
          if ((lengths & 1L << (length & 63)) != 0 && isWord(file, at + 3, length)) {
            return true;
          }
          at += 3 + length;
          break;
        case 5:
        case 6:
          at += 9;
          i++;
          break;
        case 7:
        case 8:
        case 16:
        case 19:
        case 20:
          at += 3;
          break;
        case 15:
          at += 4;
          break;
        case 3:
        case 4:
        case 9:
        case 10:
        case 11:
        case 12:
        case 17:
        case 18:
          at += 5;
          break;
        default:
          return false;
      }
    }
    return false;
  }

  private boolean isWord(byte[] file, int from, int length) {
    for (byte[] word : words) {
      if (word.length == length
          && java.util.Arrays.equals(
              file, from, Math.min(file.length, from + length), word, 0, length)) {
        return true;
      }
    }
    return false;
  }

  private static int u2(byte[] file, int at) {
    return (file[at] & 0xFF) << 8 | file[at + 1] & 0xFF;
  }
}
