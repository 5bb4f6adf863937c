package io.soma.memory.http.coordinate;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HashedPartTest {

  // The hash is that of Python's reprs of the same doubles, made by the same generator.
  @Test
  void aHundredThousandPartsReadAsInPython() throws Exception {
    StringBuilder texts = new StringBuilder();
    long bits = 0x9E3779B97F4A7C15L;
    for (int i = 0; i < 100_000; i++) {
      bits = bits * 6364136223846793005L + 1442695040888963407L;
      long k = bits >>> 32;
      if (i % 4 != 0) {
        k = k % (1L << (31 - i % 13)) + (1L << 31);
      }
      texts.append(i == 0 ? "" : "\n").append(PythonFloat.repr((k - 0x1p31) / 0x1p31));
    }
    byte[] utf8 = texts.toString().getBytes(StandardCharsets.UTF_8);
    assertThat(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(utf8)))
        .isEqualTo("c59f8d2fd1c42e91fa62f8d8be5e5b77ada4d84a9f1a2831fdcf54de88830615");
  }

  @Test
  void theShortWaySaysWhatTheLongWaySays() {
    Random random = new Random(31);
    int shortWays = 0;
    for (int i = 0; i < 20_000; i++) {
      double value = (random.nextInt() >> random.nextInt(16)) / 0x1p31;
      String quick = HashedPart.repr(value);
      if (quick != null) {
        shortWays++;
        assertThat(quick).isEqualTo(PythonFloat.ofAny(value));
      }
    }
    assertThat(shortWays).isGreaterThan(12_000);
  }

  @Test
  void theEdgesOfEachDecadeReadAsTheLongWaySays() {
    for (double edge : new double[] {1e-4, 1e-3, 1e-2, 1e-1, 1}) {
      long m = (long) (edge * 0x1p31);
      for (long near = m - 50; near <= m + 50; near++) {
        double value = near / 0x1p31;
        assertThat(PythonFloat.repr(value)).isEqualTo(PythonFloat.ofAny(value));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 1, -1, 1.5, 0.1, 0.5, 0.25, 9.3e-5, 1e-300, 1e300, 0x1p-32})
  void otherNumbersAreLeftToTheLongWay(double value) {
    assertThat(HashedPart.repr(value)).isNull();
  }
}
