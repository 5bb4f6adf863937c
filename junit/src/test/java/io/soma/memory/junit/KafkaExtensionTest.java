package io.soma.memory.junit;

import static org.assertj.core.api.Assertions.assertThat;

import io.soma.memory.domain.write.Remember;
import io.soma.memory.domain.write.WriteReceipt;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.RegisterExtension;

@EnabledIfSystemProperty(named = "soma.exhaustive", matches = "true", disabledReason = "slow")
class KafkaExtensionTest {

  @RegisterExtension
  static final SomaMemoryExtension soma = SomaMemoryExtension.inMemory().withKafka();

  @Test
  void queuedWritesTravelThroughKafkaAndArriveInOrder() {
    soma.tenant("acme").answers(500).times(1);
    for (int i = 0; i < 5; i++) {
      assertThat(soma.client().remember(Remember.of("test:acme", "key-" + i, Map.of("number", i))))
          .isInstanceOf(WriteReceipt.Queued.class);
    }

    soma.settle();

    assertThat(soma.tenant("acme").stored()).hasSize(5).doesNotHaveDuplicates();
  }
}
