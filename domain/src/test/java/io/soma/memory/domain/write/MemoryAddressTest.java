package io.soma.memory.domain.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MemoryAddressTest {

  @Test
  void aKeyOrACoordinateOrBothNameAMemory() {
    Coordinate coordinate = new Coordinate("1.0");
    assertThat(MemoryAddress.key("日本語 \n😀").key()).isEqualTo("日本語 \n😀");
    assertThat(MemoryAddress.at(coordinate).coordinate()).isEqualTo(coordinate);
    assertThat(new MemoryAddress("k", coordinate).key()).isEqualTo("k");
  }

  @Test
  void neitherIsRefused() {
    assertThatThrownBy(() -> new MemoryAddress(null, null))
        .isInstanceOf(InvalidWriteException.class)
        .hasMessage("key: neither a key nor a coordinate is given");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\t\n "})
  void aBlankKeyIsRefused(String key) {
    assertThatThrownBy(() -> MemoryAddress.key(key))
        .isInstanceOf(InvalidWriteException.class)
        .hasMessage("key: 1 to 1024 characters are allowed, not all of them blank");
  }

  @Test
  void aKeyOfOver1024CharactersIsRefused() {
    assertThat(MemoryAddress.key("k".repeat(1024)).key()).hasSize(1024);
    assertThatThrownBy(() -> MemoryAddress.key("k".repeat(1025)))
        .isInstanceOf(InvalidWriteException.class)
        .hasMessageStartingWith("key: 1 to 1024");
  }

  @Test
  void aKeyThatIsNotUnicodeTextIsRefused() {
    assertThatThrownBy(() -> MemoryAddress.key("a\u0000"))
        .isInstanceOf(InvalidWriteException.class)
        .hasMessage("key: contains U+0000");
    assertThatThrownBy(() -> MemoryAddress.key("a\ud83d"))
        .isInstanceOf(InvalidWriteException.class)
        .hasMessage("key: contains the lone surrogate U+D83D");
  }

  @Test
  void theKeyOfAnAddressWithoutOneIsNotGuessed() {
    assertThat(MemoryAddress.key("k").requireKey()).isEqualTo("k");
    assertThatThrownBy(() -> MemoryAddress.at("0.1,0.2,0.3").requireKey())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("0.1,0.2,0.3");
  }
}
