package io.soma.memory.testkit.server.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PythonFloatTextTest {

  @ParameterizedTest
  @CsvSource({
    "1, 1.0",
    "1_0.2_5e0_1, 102.5",
    "-inf, -inf",
    "Infinity, inf",
    "NaN, nan",
    "1e999, inf",
    "1e-999, 0.0",
    "\u0661\uff12, 12.0",
    "\u00a01.\u2003, 1.0",
    "-0, -0.0",
    "0.002, 0.002",
    "2e-3, 0.002",
    "0.0001, 0.0001",
    "0.00001, 1e-05",
    "1e15, 1000000000000000.0",
    "1e16, 1e+16",
    "9007199254740993, 9007199254740992.0",
    "123456789012345680, 1.2345678901234568e+17",
    "1.7976931348623157e308, 1.7976931348623157e+308",
    "2.2250738585072014e-308, 2.2250738585072014e-308",
    "5e-324, 5e-324",
    "5.6843418860808015e-14, 5.684341886080802e-14",
    "9.313225746154785e-10, 9.313225746154785e-10",
    "2.2E-322, 2.2e-322",
    "-3.839656710624695e-05, -3.839656710624695e-05",
    "0.0001748264767229557, 0.0001748264767229557"
  })
  void printsAsPythonDoes(String text, String repr) {
    assertThat(PythonFloatText.repr(PythonFloatText.parse(text))).isEqualTo(repr);
  }

  @Test
  void everyPrintedFloatReadsBackAsItself() {
    Random random = new Random(20261123);
    for (int i = 0; i < 20_000; i++) {
      double value = Double.longBitsToDouble(random.nextLong());
      if (Double.isFinite(value)) {
        assertThat(PythonFloatText.parse(PythonFloatText.repr(value))).isEqualTo(value);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"1d", "1f", "0x1p3", "1__0", "_1", "1_", "1e_5", "+-1", "infin", "a", "1 2", ""})
  void refusesWhatIsNoFloatInPython(String text) {
    assertThatThrownBy(() -> PythonFloatText.parse(text)).isInstanceOf(NumberFormatException.class);
  }
}
