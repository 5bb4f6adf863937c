package io.soma.memory.domain.tenant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TenantIdTest {

  @ParameterizedTest
  @ValueSource(
      strings = {"a", "z", "A", "Z", "0", "9", "sandbox-tenant", "user123", "a.b_c-D.", "0._-"})
  void allowedIdsAreKeptAsTheyAre(String value) {
    assertThat(new TenantId(value).value()).isEqualTo(value);
    assertThat(new TenantId(value)).hasToString(value);
  }

  @Test
  void sixtyFourCharactersAreAllowedAndNoMore() {
    assertThat(new TenantId("t".repeat(64)).value()).hasSize(64);
    assertRefused("t".repeat(65));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", " ", "   ", "\t", "-a", ".a", "_a", "a b", " a", "a ", "a:b", "a/b", "a\r\nb", "a\r",
        "a\n", "a\u0000", "a\u007f", "é", "aé", "ａ", "a٣", "a😀", "a,b", "a%41", "a\"b"
      })
  void everythingElseIsRefused(String value) {
    assertRefused(value);
  }

  static Stream<Character> charactersThatAreNotAllowed() {
    return IntStream.range(0, 0x180)
        .mapToObj(c -> (char) c)
        .filter(
            c ->
                "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-".indexOf(c) < 0);
  }

  @ParameterizedTest
  @MethodSource("charactersThatAreNotAllowed")
  void everyOtherCharacterIsRefusedWhereverItStands(char c) {
    assertRefused(c + "a");
    assertRefused("a" + c);
    assertRefused("a" + c + "a");
  }

  @Test
  void theMessageShowsTheValueOnOneLineAndSaysWhatIsAllowed() {
    assertThatThrownBy(() -> new TenantId("evil\r\nX-Soma-Tenant: other"))
        .isInstanceOf(InvalidNamespaceException.class)
        .hasMessage(
            "tenant \"evil\\u000d\\u000aX-Soma-Tenant: other\" is not allowed: 1 to 64 characters,"
                + " a letter or digit first, then letters, digits, '.', '_' or '-'; in a namespace"
                + " it is the text after the last colon");
  }

  @Test
  void idsAreOrderedByTheirText() {
    assertThat(Stream.of("b", "a", "B", "a1").map(TenantId::new).sorted().map(TenantId::value))
        .containsExactly("B", "a", "a1", "b");
  }

  private static void assertRefused(String value) {
    assertThatThrownBy(() -> new TenantId(value))
        .isInstanceOf(InvalidNamespaceException.class)
        .hasMessageContaining("is not allowed: 1 to 64 characters")
        .message()
        .matches("[\\x20-\\x7e]+");
  }
}
