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

class RecallQueryTest {

  @Test
  void theFiveBestUnlessToldOtherwise() {
    RecallQuery query = RecallQuery.of("memory:t", "what happened?");
    assertThat(query).isEqualTo(query("what happened?", 5, 0));
  }

  @ParameterizedTest
  @ValueSource(ints = {Integer.MIN_VALUE, -1, 0, 1001})
  void aCountThatTheServiceCannotServeIsRefused(int topK) {
    assertRefused(() -> query("q", topK, 0), "top_k: " + topK + " is not from 1 to 1000");
  }

  @Test
  void theEndsOfEveryRangeAreAllowed() {
    assertThat(query("", 1, 0).topK()).isEqualTo(1);
    assertThat(query("q".repeat(65_536), 1000, Integer.MAX_VALUE).topK()).isEqualTo(1000);
  }

  @Test
  void aNegativeOffsetIsRefused() {
    assertRefused(() -> query("q", 5, -1), "offset: -1 is negative");
  }

  @Test
  void aQueryThatTheServiceAnswers500ForEverIsRefused() {
    assertRefused(() -> query("a\u0000", 5, 0), "query: contains U+0000");
    assertRefused(() -> query("\ud800", 5, 0), "query: contains the lone surrogate U+D800");
    assertRefused(() -> query("q".repeat(65_537), 5, 0), "query: over 65536 characters");
  }

  private static RecallQuery query(String text, int topK, int offset) {
    return new RecallQuery(
        Namespace.of("memory:t"), text, topK, offset, null, Payload.of(Map.of()));
  }

  private static void assertRefused(Runnable query, String message) {
    assertThatThrownBy(query::run).isInstanceOf(InvalidWriteException.class).hasMessage(message);
  }
}
