package io.soma.memory.http;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.soma.memory.domain.read.NeighborQuery;
import io.soma.memory.domain.read.PathQuery;
import io.soma.memory.domain.read.RecallQuery;
import io.soma.memory.domain.tenant.Namespace;
import io.soma.memory.domain.write.InvalidWriteException;
import io.soma.memory.domain.write.Payload;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class HttpReadLimitsTest {

  private static final String LONGEST_TYPE = "\ud83d\ude00".repeat(100);

  private final HttpReadLimits limits = new HttpReadLimits();

  @Test
  void takesTheLargestQueries() {
    assertTaken(() -> limits.check(recall("q".repeat(65_536), 1000)));
    assertTaken(() -> limits.check(new NeighborQuery(1000, Integer.MAX_VALUE, LONGEST_TYPE)));
    assertTaken(() -> limits.check(new PathQuery(1000, LONGEST_TYPE)));
    assertTaken(() -> limits.check(new PathQuery(0, null)));
  }

  @Test
  void refusesALongerQuery() {
    assertRefused(
        () -> limits.check(recall("q".repeat(65_537), 5)), "query: over 65536 characters");
  }

  @Test
  void refusesLargerNumbersByTheirFields() {
    assertRefused(() -> limits.check(recall("q", 1001)), "top_k: 1001 is not from 1 to 1000");
    assertRefused(
        () -> limits.check(new NeighborQuery(1001, 0, null)), "limit: 1001 is not from 0 to 1000");
    assertRefused(
        () -> limits.check(new PathQuery(1001, null)), "max_length: 1001 is not from 0 to 1000");
  }

  @Test
  void refusesALongerTypeOfLinks() {
    String type = "t".repeat(101);
    String refusal = "link_type: at most 100 characters are allowed";

    assertRefused(() -> limits.check(new NeighborQuery(10, 0, type)), refusal);
    assertRefused(() -> limits.check(new PathQuery(10, type)), refusal);
  }

  private static RecallQuery recall(String text, int topK) {
    return new RecallQuery(Namespace.of("memory:t"), text, topK, 0, null, Payload.of(Map.of()));
  }

  private static void assertTaken(ThrowingCallable check) {
    assertThatCode(check).doesNotThrowAnyException();
  }

  private static void assertRefused(ThrowingCallable check, String message) {
    assertThatThrownBy(check).isInstanceOf(InvalidWriteException.class).hasMessage(message);
  }
}
