package io.soma.memory.http.coordinate;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PythonFloatTest {

  // Each is Python's own repr of itself.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "0.0",
        "-0.0",
        "1.0",
        "-1.0",
        "0.1",
        "100.0",
        "0.002",
        "0.3333333333333333",
        "-0.12503166683018208",
        "-0.7219827054068446",
        "0.24664257746189833",
        "-0.04550429433584213",
        "0.09763732366263866",
        "-0.8688907474279404",
        "-0.3322750157676637",
        "-0.534773173276335",
        "-0.3382736868225038",
        "0.056110226549208164",
        "-0.6115521495230496",
        "0.0001748264767229557",
        "-3.839656710624695e-05",
        "-0.2448146198876202",
        "-0.48626937065273523",
        "0.0001",
        "9.999999999999999e-05",
        "1e-05",
        "1e-07",
        "9.5367431640625e-07",
        "2.9802322387695312e-08",
        "1000000000000000.0",
        "9007199254740992.0",
        "9999999999999998.0",
        "1e+16",
        "1.2345678901234568e+17",
        "8.41e+21",
        "1e+22",
        "1e+23",
        "2e+23",
        "-1e+100",
        "8.98846567431158e+307",
        "1.7976931348623157e+308",
        "2.2250738585072014e-308",
        "2.225073858507201e-308",
        "4.35e-322",
        "1.5e-323",
        "1e-323",
        "5e-324",
        "562949953421312.2",
        "562949953421312.8",
        "5.684341886080802e-14"
      })
  void knownTextsOfPython(String repr) {
    assertThat(PythonFloat.repr(Double.parseDouble(repr))).isEqualTo(repr);
  }

  @ParameterizedTest
  @CsvSource({
    "9007199254740993, 9007199254740992.0",
    "562949953421312.25, 562949953421312.2",
    "562949953421312.75, 562949953421312.8",
    "1E16, 1e+16",
    "1152921504606846976, 1.152921504606847e+18"
  })
  void longerTextsComeBackShort(double value, String repr) {
    assertThat(PythonFloat.repr(value)).isEqualTo(repr);
  }

  // The hash is that of Python's "\n".join(repr(2.0**k) for k in range(-1074, 1024)).
  @Test
  void everyPowerOfTwoReadsAsInPython() throws Exception {
    List<String> texts = new ArrayList<>();
    for (int k = -1074; k < 1024; k++) {
      texts.add(PythonFloat.repr(Math.scalb(1.0, k)));
    }
    assertThat(sha256(texts))
        .isEqualTo("a808b634668c792b03aeb662cf8fb6f77d1c07cb0c601710c9c1f2dc43ccc994");
  }

  // The hash is that of Python's reprs of the same doubles, made by the same generator.
  @Test
  void twentyThousandDoublesReadAsInPython() throws Exception {
    List<String> texts = new ArrayList<>();
    long bits = 0x9E3779B97F4A7C15L;
    while (texts.size() < 20_000) {
      bits = bits * 6364136223846793005L + 1442695040888963407L;
      double value = Double.longBitsToDouble(bits);
      if (Double.isFinite(value)) {
        texts.add(PythonFloat.repr(value));
      }
    }
    assertThat(sha256(texts))
        .isEqualTo("a15aa7a83f17b4bd16286ed3548e7e27484f525a66af33d706c028f72d432a5f");
  }

  @Test
  void theTextReadsBackAndNoShorterTextDoes() {
    Random random = new Random(17);
    for (int i = 0; i < 5_000; i++) {
      double value = anyDouble(random, i);
      String repr = PythonFloat.repr(value);
      assertThat(Double.doubleToRawLongBits(Double.parseDouble(repr)))
          .as(repr)
          .isEqualTo(Double.doubleToRawLongBits(value));
      assertThat(neighboursWithOneDigitLess(new BigDecimal(repr)))
          .as(repr)
          .noneMatch(shorter -> shorter.doubleValue() == value);
    }
  }

  // Coordinates, small numbers, subnormals and any bits in turn.
  private static double anyDouble(Random random, int i) {
    double value =
        switch (i % 4) {
          case 0 -> random.nextInt() / 2147483648.0;
          case 1 -> (random.nextInt(2_000_001) - 1_000_000) / 1000.0;
          case 2 -> Double.longBitsToDouble(random.nextLong() >>> (12 + random.nextInt(40)));
          default -> Double.longBitsToDouble(random.nextLong());
        };
    return Double.isFinite(value) ? value : random.nextDouble();
  }

  // The only texts of one digit less that can be near enough.
  private static List<BigDecimal> neighboursWithOneDigitLess(BigDecimal text) {
    BigDecimal shortest = text.stripTrailingZeros();
    if (shortest.precision() == 1) {
      return List.of();
    }
    BigInteger truncated = shortest.unscaledValue().divide(BigInteger.TEN);
    int scale = shortest.scale() - 1;
    return List.of(
        new BigDecimal(truncated, scale),
        new BigDecimal(truncated.add(BigInteger.ONE), scale),
        new BigDecimal(truncated.subtract(BigInteger.ONE), scale));
  }

  private static String sha256(List<String> lines) throws Exception {
    byte[] text = String.join("\n", lines).getBytes(StandardCharsets.UTF_8);
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text));
  }
}
