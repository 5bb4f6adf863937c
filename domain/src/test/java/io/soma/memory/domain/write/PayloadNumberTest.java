package io.soma.memory.domain.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.DoubleAdder;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PayloadNumberTest {

  static List<Arguments> allowed() {
    return List.of(
        Arguments.of((byte) -1, -1L, "-1"),
        Arguments.of((short) 2, 2L, "2"),
        Arguments.of(3, 3L, "3"),
        Arguments.of(Long.MIN_VALUE, Long.MIN_VALUE, "-9223372036854775808"),
        Arguments.of(BigInteger.TEN, 10L, "10"),
        Arguments.of(BigInteger.valueOf(Long.MIN_VALUE), Long.MIN_VALUE, "-9223372036854775808"),
        Arguments.of(
            new BigInteger("9223372036854775808"),
            new BigInteger("9223372036854775808"),
            "9223372036854775808"),
        Arguments.of(0.1f, new BigDecimal("0.1"), "0.1"),
        Arguments.of(1.0, new BigDecimal("1.0"), "1.0"),
        Arguments.of(-0.0, new BigDecimal("0.0"), "0.0"),
        Arguments.of(1e22, new BigDecimal("1.0E+22"), "1.0E+22"),
        Arguments.of(Double.MIN_VALUE, new BigDecimal("4.9E-324"), "4.9E-324"),
        Arguments.of(Double.MAX_VALUE, new BigDecimal("1.7976931348623157E+308"), null),
        Arguments.of(new BigDecimal("1.10"), new BigDecimal("1.10"), "1.10"),
        Arguments.of(new BigDecimal("0E+400"), new BigDecimal("0E+400"), "0E+400"));
  }

  @ParameterizedTest
  @MethodSource("allowed")
  void numbersAreKeptExactlyAsFewTypes(Number number, Number kept, @Nullable String json) {
    Payload payload = Payload.of(Map.of("k", number));
    assertThat(payload.tree().get("k")).isEqualTo(kept);
    assertThat(payload.json()).isEqualTo("{\"k\":" + (json == null ? kept : json) + "}");
  }

  @Test
  void aHundredDigitsAreAllowedAndNoMore() {
    String digits = "9".repeat(100);
    assertAllowed(new BigInteger(digits));
    assertAllowed(new BigInteger(digits).negate());
    assertAllowed(new BigDecimal("0." + digits));
    String message = "payload.k: is a number of over 100 digits";
    assertRefused(new BigInteger("1" + "0".repeat(100)), message);
    assertRefused(new BigInteger(digits + "9").negate(), message);
    assertRefused(new BigDecimal("1." + "0".repeat(99) + "1"), message);
    assertRefused(BigInteger.ONE.shiftLeft(1_000_000), message);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"1E+308", "-1.7976931348623157E+308", "-1E-400", "9.99E-400", "0E+400", "0E-400"})
  void numbersOfADoubleAreAllowed(String number) {
    assertAllowed(new BigDecimal(number));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1E+401",
        "-9.99E+401",
        "1E-401",
        "9.99E-401",
        "0E+401",
        "0E-401",
        "1E+131071",
        "0E+2147483647",
        "0E-2147483647",
        "1E+2147483647",
        "1E-2147483647",
        "123456789E+2147483639"
      })
  void exponentsBeyond400AreRefused(String number) {
    assertRefused(new BigDecimal(number), "payload.k: is a number with an exponent beyond +-400");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1E+309", "-1.8E+308", "9.99E+400"})
  void whatIsLargerThanAnyDoubleIsRefused(String number) {
    assertRefused(
        new BigDecimal(number), "payload.k: is a number with an exponent beyond that of a double");
  }

  @Test
  void scalesAtTheEndOfTheirRangeAreRefused() {
    for (int scale : new int[] {Integer.MIN_VALUE, Integer.MAX_VALUE}) {
      for (String digits : new String[] {"0", "1", "9".repeat(100)}) {
        assertRefused(
            new BigDecimal(new BigInteger(digits), scale),
            "payload.k: is a number with an exponent beyond +-400");
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"NaN", "Infinity", "-Infinity"})
  void whatIsNoNumberInJsonIsRefused(String number) {
    String message = "payload.k: \"" + number + "\" is no JSON number";
    assertRefused(Double.valueOf(number), message);
    assertRefused(Float.valueOf(number), message);
  }

  static List<Number> numbersThatChange() {
    return List.of(new AtomicLong(1), new AtomicInteger(1), new DoubleAdder());
  }

  @ParameterizedTest
  @MethodSource("numbersThatChange")
  void numbersThatChangeAreRefused(Number number) {
    assertRefused(
        number,
        "payload.k: is a "
            + number.getClass().getName()
            + ", which JSON has no type for: write it as text, a number, a list or a map");
  }

  private static void assertAllowed(Number number) {
    assertThat(Payload.of(Map.of("k", number)).tree().get("k")).isEqualTo(number);
  }

  private static void assertRefused(Number number, String message) {
    assertThatThrownBy(() -> Payload.of(Map.of("k", number)))
        .isInstanceOf(InvalidWriteException.class)
        .hasMessage(message);
  }
}
