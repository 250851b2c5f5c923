package dev.jinx.expression;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.jinx.bootstrap.Capture;
import dev.jinx.bootstrap.HitView;
import dev.jinx.event.Utf8;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Captures that were read. */
final class JexlCapture implements Capture {
  /** The longest object that {@link #render} makes, in bytes. */
  static final int MOST_BYTES = 4_096;

  private static final byte[] NOTHING =
      "{\"…\":\"<failed: no stack or memory left>\"}".getBytes(UTF_8);

  private final Map<String, String> texts;
  private final String[] names;
  private final Term[] terms;

  /**
   * @param terms in the order of the texts
   */
  JexlCapture(Map<String, String> texts, Term[] terms) {
    this.texts = texts;
    this.names = texts.keySet().toArray(new String[0]);
    this.terms = terms;
  }

  @Override
  public Map<String, String> texts() {
    return texts;
  }

  @Override
  public byte[] render(HitView hit) {
    return render(new HitValues(hit));
  }

  byte[] render(Values values) {
    try {
      Utf8 out = new Utf8(128);
      out.ascii('{');
      for (int i = 0; i < terms.length; i++) {
        (i == 0 ? out : out.ascii(',')).json(names[i]).ascii(':');
        // What one value does not need is there for those after it.
        int share = (MOST_BYTES - 1 - namesAfter(i) - out.length()) / (terms.length - i);
        new Rendering(out, out.length() + share).write(value(terms[i], values));
      }
      return out.ascii('}').toByteArray();
    } catch (Throwable e) {
      // Not even enough for saying which value failed.
      return NOTHING;
    }
  }

  /** Bytes that the names of later values take. */
  private int namesAfter(int index) {
    int bytes = 0;
    for (int i = index + 1; i < names.length; i++) {
      bytes += names[i].length() + 4;
    }
    return bytes;
  }

  private static @Nullable Object value(Term term, Values values) {
    try {
      return term.value(values);
    } catch (Throwable e) {
      String reason = Failure.of(e);
      return "<failed: " + (e instanceof Failure ? reason : "threw " + reason) + ">";
    }
  }
}
