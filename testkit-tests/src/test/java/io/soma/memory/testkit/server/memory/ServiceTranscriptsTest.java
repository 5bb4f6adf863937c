package io.soma.memory.testkit.server.memory;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.soma.memory.testkit.transcript.RecordedAnswer;
import io.soma.memory.testkit.transcript.Transcript;
import io.soma.memory.testkit.transcript.TranscriptReplay;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The double answers every request of the scenarios as the real service did. */
class ServiceTranscriptsTest {
  private static final int LINES = 611;
  private static int replayed;

  static List<Transcript> scenarios() {
    return Transcript.ofTheService();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("scenarios")
  void answersAsTheRealServiceDid(Transcript scenario) throws Exception {
    try (ScriptableMemoryService service = ScriptableMemoryService.start()) {
      ServiceState state = scenario.allUp() ? ServiceState.ALL_UP : ServiceState.NO_VECTOR_STORE;
      service.state(state);
      TranscriptReplay replay =
          new TranscriptReplay(
              scenario.name(), service.port(), service.token(), KnownDifferences.reasons());
      for (JsonNode line : scenario.lines()) {
        replay(line, replay, service);
      }
      replay.finish();
      replayed += scenario.lines().size();
    }
  }

  private static void replay(
      JsonNode line, TranscriptReplay replay, ScriptableMemoryService service) throws IOException {
    switch (line.path("action").asText("")) {
      case "pgstop" -> service.state(ServiceState.DATABASE_DOWN);
      case "pgstart" -> service.state(ServiceState.NO_VECTOR_STORE);
      default ->
          replay.exchange(
              line.path("step").asText(),
              line.path("request"),
              RecordedAnswer.exactly(line.path("response")));
    }
  }

  @AfterAll
  static void countsTheLines() {
    System.out.println("lines of service transcripts replayed: " + replayed);
    assertThat(replayed).isEqualTo(LINES);
  }
}
