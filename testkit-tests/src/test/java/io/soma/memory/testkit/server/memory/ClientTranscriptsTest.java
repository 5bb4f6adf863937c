package io.soma.memory.testkit.server.memory;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.soma.memory.testkit.transcript.RecordedAnswer;
import io.soma.memory.testkit.transcript.Transcript;
import io.soma.memory.testkit.transcript.TranscriptReplay;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The double answers the real client's requests as the real service did. */
class ClientTranscriptsTest {
  private static final int EXCHANGES = 676;
  private static int replayed;

  static List<Transcript> recordings() {
    return Transcript.ofTheClient();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("recordings")
  void answersTheRealClientAsTheRealServiceDid(Transcript recording) throws Exception {
    try (ScriptableMemoryService service = ScriptableMemoryService.start()) {
      service.state(recording.allUp() ? ServiceState.ALL_UP : ServiceState.NO_VECTOR_STORE);
      script(service, recording.name());
      TranscriptReplay replay =
          new TranscriptReplay(
              recording.name(), service.port(), service.token(), KnownDifferences.reasons());
      for (JsonNode call : recording.lines()) {
        int exchange = 0;
        for (JsonNode exchanged : call.path("exchanges")) {
          exchange++;
          String step = call.path("step").asText() + "." + exchange;
          replay.exchange(step, exchanged.path("request"), ofTheService(exchanged));
        }
      }
      replayed += replay.finish();
    }
  }

  /** Some recordings have the same refusal for every request. */
  private static void script(ScriptableMemoryService service, String recording) {
    FaultScope every = service.faults().forAll().on(Operation.STORE, Operation.values());
    if (recording.endsWith("-429")) {
      every.set(new Fault.Throttle(429, "1"));
    } else if (recording.endsWith("-503")) {
      every.set(new Fault.StatusBeforeEffect(503, "Service unavailable"));
    } else if (recording.endsWith("-409")) {
      every.set(new Fault.StatusBeforeEffect(409, "Conflict"));
    }
  }

  /** If a recording has a 202, a proxy changed the service's 200 to it on the way. */
  private static RecordedAnswer ofTheService(JsonNode exchange) {
    ObjectNode response = exchange.path("response").deepCopy();
    if (response.path("status").asInt() == 202) {
      response.put("status", 200);
    }
    return RecordedAnswer.exactly(response);
  }

  @AfterAll
  static void countsTheExchanges() {
    System.out.println("exchanges of client transcripts replayed: " + replayed);
    assertThat(replayed).isEqualTo(EXCHANGES);
  }
}
