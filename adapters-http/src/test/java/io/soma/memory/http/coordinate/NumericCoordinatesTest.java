package io.soma.memory.http.coordinate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.soma.memory.domain.write.Coordinate;
import io.soma.memory.domain.write.InvalidWriteException;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NumericCoordinatesTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "1,2,3|1.0,2.0,3.0",
        "1.0,2.0,3.0|1.0,2.0,3.0",
        " 1 , +2 ,\t3\t|1.0,2.0,3.0",
        "1.,.5,-.5e1|1.0,0.5,-5.0",
        "1E5,1e-5,1e16|100000.0,1e-05,1e+16",
        "0.10|0.1",
        "1,,2|1.0,2.0",
        ",1, ,2,|1.0,2.0",
        "1_000,1_0.0_5e0_1|1000.0,100.5",
        "\u00a01,\u2003\u0661\u0662|1.0,12.0",
        "7|7.0",
        "0,-0,-0.0,-1e-400|0.0,-0.0,-0.0,-0.0",
        "0.00003839656710624695|3.839656710624695e-05"
      })
  void equalAddressesHaveOneText(String text, String canonical) {
    assertThat(NumericCoordinates.parse(text)).isEqualTo(new Coordinate(canonical));
    assertThat(NumericCoordinates.parse(text)).hasToString(canonical);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x",
        "1;2",
        "1 2",
        "nan",
        "NaN",
        "inf",
        "-Infinity",
        "1d",
        "1f",
        "0x1p3",
        "0x10",
        "1__0",
        "_1",
        "1_",
        "1._5",
        "1e",
        "e5",
        "1e5.0",
        "--1",
        ".",
        "+",
        "\u0661\u00bd",
        "1,\u00002"
      })
  void whatIsNoNumberIsRefused(String text) {
    assertThatThrownBy(() -> NumericCoordinates.parse(text))
        .isInstanceOf(InvalidWriteException.class)
        .hasMessageStartingWith("coordinate: \"")
        .hasMessageEndingWith("\" is not a number")
        .message()
        .matches("[\\x20-\\x7e]+");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", ",", ", \u00a0,"})
  void whatHoldsNoNumberIsRefused(String text) {
    assertThatThrownBy(() -> NumericCoordinates.parse(text))
        .isInstanceOf(InvalidWriteException.class)
        .hasMessageStartingWith("coordinate: \"")
        .hasMessageEndingWith("\" is empty");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1e309", "1,-1e400", "1e999999999", "1e99999999999"})
  void whatIsTooLargeForADoubleIsRefused(String text) {
    assertThatThrownBy(() -> NumericCoordinates.parse(text))
        .isInstanceOf(InvalidWriteException.class)
        .hasMessageMatching("coordinate: -?Infinity is not a finite number");
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
  void partsThatAreNotFiniteAreRefused(double part) {
    assertThatThrownBy(() -> NumericCoordinates.of(0.5, part))
        .isInstanceOf(InvalidWriteException.class)
        .hasMessage("coordinate: " + part + " is not a finite number");
  }

  @Test
  void noPartsAreRefused() {
    assertThatThrownBy(() -> NumericCoordinates.of()).isInstanceOf(InvalidWriteException.class);
  }

  @Test
  void fiveHundredAndTwelveCharactersAreAllowedAndNoMore() {
    String longest = "1.0,".repeat(126) + "1.000001";
    assertThat(new Coordinate(longest).text()).hasSize(512);
    assertThat(NumericCoordinates.parse(longest.replace("1.0,", "1,")))
        .isEqualTo(new Coordinate(longest));
    for (String tooLong : new String[] {longest + "1", "1,".repeat(200) + "1", "1".repeat(2000)}) {
      assertThatThrownBy(() -> NumericCoordinates.parse(tooLong))
          .isInstanceOf(InvalidWriteException.class)
          .hasMessage("coordinate: over 512 characters");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"1/2", "1.0?x", "..%2f", "1.0#2", "\u0661", "1.0 "})
  void onlyTheCharactersOfNumbersArePlain(String text) {
    assertThat(NumericCoordinates.isPlain(new Coordinate(text))).isFalse();
    assertThat(NumericCoordinates.isPlain(NumericCoordinates.of(1e+16, -2.5e-07))).isTrue();
  }

  @Test
  void partsMakeTheText() {
    assertThat(NumericCoordinates.of(0.5, -0.0, 3.839656710624695e-05))
        .hasToString("0.5,-0.0,3.839656710624695e-05");
  }

  @Test
  void canonicalTextIsAFixedPoint() {
    Random random = new Random(5);
    for (int i = 0; i < 1_000; i++) {
      double part = Double.longBitsToDouble(random.nextLong());
      if (Double.isFinite(part)) {
        Coordinate coordinate = NumericCoordinates.of(part, random.nextDouble());
        assertThat(NumericCoordinates.parse(coordinate.text())).isEqualTo(coordinate);
      }
    }
  }
}
