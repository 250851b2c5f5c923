package dev.jinx.instrumentation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ConstantPoolTest {
  private static byte[] file(Class<?> type) throws IOException {
    String name = "/" + type.getName().replace('.', '/') + ".class";
    try (InputStream stream = type.getResourceAsStream(name)) {
      return stream.readAllBytes();
    }
  }

  /** A word that this class's own file does not hold as a constant. */
  private static String absent() {
    return new StringBuilder(";tnioPnoitcejnI/xnij/vedL").reverse().toString();
  }

  @Test
  void aWordOfTheFileIsFoundAndNoOther() throws Exception {
    byte[] file = file(ConstantPoolTest.class);
    assertThat(new ConstantPool(new String[] {"Lorg/junit/jupiter/api/Test;"}).contains(file))
        .isTrue();
    assertThat(
            new ConstantPool(new String[] {"LX;", "aWordOfTheFileIsFoundAndNoOther"})
                .contains(file))
        .isTrue();
    assertThat(new ConstantPool(new String[] {absent()}).contains(file)).isFalse();
  }

  @Test
  void everyConstantKindOfTheJdkIsPassed() throws Exception {
    for (Class<?> type : new Class<?>[] {String.class, Math.class, java.util.HashMap.class}) {
      assertThat(new ConstantPool(new String[] {"Code"}).contains(file(type))).isTrue();
    }
  }

  @Test
  void aCutFileHasNoWords() throws Exception {
    byte[] file = file(ConstantPoolTest.class);
    ConstantPool words = new ConstantPool(new String[] {absent()});
    for (int length = 12; length < file.length; length += 7) {
      assertThat(words.contains(Arrays.copyOf(file, length))).isFalse();
    }
  }
}
