package io.soma.memory.domain.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LinkTest {

  private static final Link LINK = Link.of("memory:t", "a", "b");

  @Test
  void linksAsRelatedWithStrengthOneUnlessToldOtherwise() {
    assertThat(LINK.type()).isEqualTo("related");
    assertThat(LINK.strength()).isEqualTo(1.0);
    assertThat(LINK.metadata().tree()).isEmpty();
    Link other = LINK.as("causes", -0.5, Map.of("since", 2024));
    assertThat(other.type()).isEqualTo("causes");
    assertThat(other.strength()).isEqualTo(-0.5);
    assertThat(other.metadata().tree()).isEqualTo(Map.of("since", 2024L));
  }

  @Test
  void takesALongType() {
    assertThat(LINK.as("t".repeat(5000), 1, Map.of()).type()).hasSize(5000);
  }

  @Test
  void aTypeThatIsBlankOrNoUnicodeTextIsRefused() {
    assertTypeRefused("", "link type: is blank");
    assertTypeRefused("  ", "link type: is blank");
    assertTypeRefused("a\u0000", "link type: contains U+0000");
    assertTypeRefused("\udc00", "link type: contains the lone surrogate U+DC00");
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
  void aStrengthThatIsNotFiniteIsRefused(double strength) {
    assertThatThrownBy(() -> LINK.as("related", strength, Map.of()))
        .isInstanceOf(InvalidWriteException.class)
        .hasMessage("link strength: " + strength + " is not a finite number");
  }

  @Test
  void metadataIsCheckedUnderItsOwnName() {
    assertThatThrownBy(() -> LINK.as("related", 1, Map.of("note", "\u0000")))
        .isInstanceOf(InvalidWriteException.class)
        .hasMessage("metadata.note: contains U+0000");
  }

  private static void assertTypeRefused(String type, String message) {
    assertThatThrownBy(() -> LINK.as(type, 1, Map.of()))
        .isInstanceOf(InvalidWriteException.class)
        .hasMessage(message);
  }
}
