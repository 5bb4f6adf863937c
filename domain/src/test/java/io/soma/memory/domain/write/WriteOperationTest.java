package io.soma.memory.domain.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WriteOperationTest {

  @Test
  void topicsAreThoseThatUsersKnow() {
    assertThat(Arrays.stream(WriteOperation.values()).map(WriteOperation::topic))
        .containsExactly("memory.store", "memory.delete", "graph.link");
  }

  @ParameterizedTest
  @EnumSource
  void aTopicLeadsBackToItsOperation(WriteOperation operation) {
    assertThat(WriteOperation.ofTopic(operation.topic())).isSameAs(operation);
  }

  @Test
  void storesAndLinksLeaveEachOtherAndDeletionsLeaveNothing() {
    assertThat(WriteOperation.values())
        .allMatch(operation -> operation.overtakes(operation))
        .allMatch(WriteOperation.DELETE::overtakes)
        .allMatch(operation -> operation.overtakes(WriteOperation.DELETE));
    assertThat(WriteOperation.LINK.overtakes(WriteOperation.STORE)).isFalse();
    assertThat(WriteOperation.STORE.overtakes(WriteOperation.LINK)).isFalse();
  }

  @Test
  void anUnknownTopicIsRefused() {
    assertThatThrownBy(() -> WriteOperation.ofTopic("memory.update"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no write operation has the topic memory.update");
  }
}
