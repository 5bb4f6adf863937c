package io.soma.memory.domain.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.soma.memory.domain.write.InvalidWriteException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QueryLimitsTest {

  @ParameterizedTest
  @ValueSource(ints = {0, 1000})
  void limitsFrom0To1000AreTaken(int limit) {
    assertThat(new NeighborQuery(limit, 0, null).limit()).isEqualTo(limit);
    assertThat(new PathQuery(limit, null).maxLength()).isEqualTo(limit);
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 1001})
  void otherLimitsAreRefused(int limit) {
    assertRefused(() -> new NeighborQuery(limit, 0, null), "limit: " + limit);
    assertRefused(() -> new PathQuery(limit, null), "max_length: " + limit);
  }

  @Test
  void aNegativeOffsetIsRefused() {
    assertRefused(() -> new NeighborQuery(10, -1, null), "offset: -1 is negative");
  }

  @Test
  void aTypeOfUpTo100CharactersMayBeAskedFor() {
    String longest = "\ud83d\ude00".repeat(100);

    assertThat(new NeighborQuery(10, 0, longest).linkType()).isEqualTo(longest);
    assertThat(new PathQuery(10, longest).linkType()).isEqualTo(longest);
  }

  @ParameterizedTest
  @ValueSource(ints = {101, 5000})
  void aLongerTypeIsRefused(int characters) {
    String type = "t".repeat(characters);

    assertRefused(() -> new NeighborQuery(10, 0, type), "link_type: at most 100 characters");
    assertRefused(() -> new PathQuery(10, type), "link_type: at most 100 characters");
  }

  @Test
  void aTypeThatIsNotUnicodeTextIsRefused() {
    assertRefused(() -> new PathQuery(10, "a\u0000"), "link_type: contains U+0000");
  }

  private static void assertRefused(Runnable query, String message) {
    assertThatThrownBy(query::run)
        .isInstanceOf(InvalidWriteException.class)
        .hasMessageStartingWith(message);
  }
}
