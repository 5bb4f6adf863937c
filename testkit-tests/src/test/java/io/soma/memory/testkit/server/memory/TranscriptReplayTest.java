package io.soma.memory.testkit.server.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.soma.memory.testkit.transcript.RecordedAnswer;
import io.soma.memory.testkit.transcript.TranscriptReplay;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TranscriptReplayTest {
  private static final JsonNode PING = LosslessJson.read("{\"method\":\"GET\",\"path\":\"/ping\"}");
  private static final String JSON = "\"content_type\":\"application/json; charset=utf-8\"";
  private static final RecordedAnswer PONG =
      answer("{\"status\":200,%s,\"body\":\"{\\\"ping\\\": \\\"pong\\\"}\"}");
  private static final RecordedAnswer OTHER =
      answer("{\"status\":201,%s,\"body\":\"{\\\"ping\\\":\\\"pong\\\"}\"}");

  private final ScriptableMemoryService service = ScriptableMemoryService.start();

  @AfterEach
  void close() {
    service.close();
  }

  @Test
  void countsWhatIsAnsweredAlike() throws Exception {
    TranscriptReplay replay = new TranscriptReplay("t", service.port(), service.token(), Map.of());
    replay.exchange("1", PING, PONG);
    assertThat(replay.finish()).isEqualTo(1);
  }

  @Test
  void failsWithEveryPartThatDiffers() throws Exception {
    TranscriptReplay replay = new TranscriptReplay("t", service.port(), service.token(), Map.of());
    replay.exchange("1", PING, OTHER);
    assertThatThrownBy(replay::finish)
        .hasMessageContaining("t 1 GET /ping")
        .hasMessageContaining("status: real 201")
        .hasMessageContaining("body: real {\"ping\":\"pong\"}");
  }

  @Test
  void acceptsADifferenceThatIsListed() throws Exception {
    TranscriptReplay replay =
        new TranscriptReplay("t", service.port(), service.token(), Map.of("t 1", "on purpose"));
    replay.exchange("1", PING, OTHER);
    assertThat(replay.finish()).isEqualTo(1);
  }

  @Test
  void failsWithAListedDifferenceThatIsNoneAnyMore() throws Exception {
    TranscriptReplay replay =
        new TranscriptReplay("t", service.port(), service.token(), Map.of("t 1", "on purpose"));
    replay.exchange("1", PING, PONG);
    assertThatThrownBy(replay::finish).hasMessageContaining("does not differ any more");
  }

  private static RecordedAnswer answer(String json) {
    return RecordedAnswer.exactly(LosslessJson.read(json.formatted(JSON)));
  }
}
