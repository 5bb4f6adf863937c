package io.soma.memory.domain.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.soma.memory.domain.tenant.Namespace;
import io.soma.memory.domain.write.InvalidWriteException;
import io.soma.memory.domain.write.Payload;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QueryTest {

  @Test
  void asksForTheFiveBestByDefault() {
    assertThat(RecallQuery.of("memory:t", "what happened?"))
        .isEqualTo(recall("what happened?", 5, 0));
  }

  @Test
  void hasNoUpperLimitOfItsOwn() {
    int most = Integer.MAX_VALUE;

    assertThat(recall("q".repeat(100_000), most, most).topK()).isEqualTo(most);
    assertThat(new NeighborQuery(most, most, "t".repeat(5000)).limit()).isEqualTo(most);
    assertThat(new PathQuery(most, "t".repeat(5000)).maxLength()).isEqualTo(most);
  }

  @Test
  void takesTheLeastOfEachRange() {
    assertThat(recall("", 1, 0).topK()).isEqualTo(1);
    assertThat(new NeighborQuery(0, 0, null).limit()).isZero();
    assertThat(new PathQuery(0, null).maxLength()).isZero();
  }

  @ParameterizedTest
  @ValueSource(ints = {Integer.MIN_VALUE, -1, 0})
  void refusesASearchForNothing(int topK) {
    assertRefused(() -> recall("q", topK, 0), "top k: " + topK + " is less than 1");
  }

  @Test
  void refusesNegativeNumbers() {
    assertRefused(() -> recall("q", 5, -1), "offset: -1 is negative");
    assertRefused(() -> new NeighborQuery(-1, 0, null), "limit: -1 is negative");
    assertRefused(() -> new NeighborQuery(10, -1, null), "offset: -1 is negative");
    assertRefused(() -> new PathQuery(-1, null), "max length: -1 is negative");
  }

  @Test
  void refusesWhatIsNoUnicodeText() {
    assertRefused(() -> recall("a\u0000", 5, 0), "query: contains U+0000");
    assertRefused(() -> recall("\ud800", 5, 0), "query: contains the lone surrogate U+D800");
    assertRefused(() -> new NeighborQuery(1, 0, "a\u0000"), "link type: contains U+0000");
    assertRefused(() -> new PathQuery(1, "a\u0000"), "link type: contains U+0000");
  }

  private static RecallQuery recall(String text, int topK, int offset) {
    return new RecallQuery(
        Namespace.of("memory:t"), text, topK, offset, null, Payload.of(Map.of()));
  }

  private static void assertRefused(Runnable query, String message) {
    assertThatThrownBy(query::run).isInstanceOf(InvalidWriteException.class).hasMessage(message);
  }
}
