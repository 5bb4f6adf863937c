package io.soma.memory.domain.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestIdTest {

  @Test
  void everyVisibleAsciiCharacterIsAllowed() {
    StringBuilder all = new StringBuilder();
    for (char c = '!'; c <= '~'; c++) {
      all.append(c);
    }
    assertThat(new RequestId(all.toString())).hasToString(all.toString());
  }

  @Test
  void oneToAHundredAndTwentyEightCharactersAreAllowed() {
    assertThat(new RequestId("r").value()).hasSize(1);
    assertThat(new RequestId("r".repeat(128)).value()).hasSize(128);
    assertRefused("r".repeat(129));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "a b", "a\r\nb", "a\t", "a\u0000", "\u007f", "é", "😀"})
  void anythingElseIsRefused(String value) {
    assertRefused(value);
  }

  @Test
  void aBatchCountsItsWrites() {
    assertThat(new RequestId("batch").indexed(0)).isEqualTo(new RequestId("batch:0"));
    assertThat(new RequestId("batch").indexed(12)).isEqualTo(new RequestId("batch:12"));
  }

  @Test
  void aLongIdOfABatchKeepsItsBeginning() {
    String longest = "r".repeat(128);

    assertThat(new RequestId(longest).indexed(3).value()).hasSize(128).endsWith("r:3");
  }

  private static void assertRefused(String value) {
    assertThatThrownBy(() -> new RequestId(value))
        .isInstanceOf(InvalidWriteException.class)
        .hasMessageStartingWith("request id: \"")
        .hasMessageEndingWith("is not allowed: 1 to 128 visible ASCII characters")
        .message()
        .matches("[\\x20-\\x7e]+");
  }
}
