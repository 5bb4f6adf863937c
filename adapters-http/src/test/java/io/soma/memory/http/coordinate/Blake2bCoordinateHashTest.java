package io.soma.memory.http.coordinate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Blake2bCoordinateHashTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "hello|-0.12503166683018208,-0.7219827054068446,0.24664257746189833",
        "user:42|-0.04550429433584213,0.09763732366263866,-0.8688907474279404",
        "日本語キー|-0.3322750157676637,-0.534773173276335,-0.3382736868225038",
        "k593|0.056110226549208164,-0.6115521495230496,0.0001748264767229557",
        "k4706|-3.839656710624695e-05,-0.2448146198876202,-0.48626937065273523",
      })
  void keysLieWhereExistingDataLies(String key, String coordinate) {
    assertThat(Blake2bCoordinateHash.coordinateOf("real", key).text()).isEqualTo(coordinate);
  }

  @Test
  void theUniverseIsPartOfTheAddress() {
    assertThat(Blake2bCoordinateHash.coordinateOf("tenant-a", "hello"))
        .isNotEqualTo(Blake2bCoordinateHash.coordinateOf("tenant-b", "hello"));
  }

  @Test
  void theEndsAndTheMiddleOfTheRangeAreExact() {
    byte[] digest = HexFormat.of().parseHex("00000000" + "80000000" + "ffffffff");

    assertThat(Blake2bCoordinateHash.ofDigest(digest).text())
        .isEqualTo("-1.0,0.0,0.9999999995343387");
  }
}
