package io.soma.memory.testkit.server.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TopicRightsTest {

  @TempDir private Path parent;

  @Test
  void aDeniedTopicIsWrittenAndNotReadUntilTheRightIsBack() throws Exception {
    try (var broker = EmbeddedKafkaBroker.childProcess(parent, EmbeddedKafkaBroker.WITH_RIGHTS)) {
      TopicClient denied = new TopicClient(broker, "denied").create().write("one");
      TopicClient other = new TopicClient(broker, "other").create().write("one");

      broker.denyRead("denied");
      assertThatThrownBy(denied::readAll).isInstanceOf(TopicAuthorizationException.class);
      denied.write("two");
      assertThat(other.readAll()).containsExactly("one");

      broker.allowRead("denied");
      assertThat(denied.readAll()).containsExactly("one", "two");
    }
  }
}
