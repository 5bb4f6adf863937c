package io.soma.memory.testkit.server.memory;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Sends a transcript's requests to the double, and collects how its answers differ. */
final class TranscriptReplay {
  private final String transcript;
  private final ScriptableMemoryService service;
  private final Map<String, String> known;
  private final List<String> unexpected = new ArrayList<>();
  private int exchanges;

  /**
   * Of one transcript.
   *
   * @param known the places where the double may differ, each with its reason
   */
  TranscriptReplay(String transcript, ScriptableMemoryService service, Map<String, String> known) {
    this.transcript = transcript;
    this.service = service;
    this.known = known;
  }

  /** Sends one request, and compares the answer with what was recorded. */
  void exchange(String step, JsonNode request, RecordedAnswer recorded) throws IOException {
    exchanges++;
    WireAnswer answer =
        WireAnswer.to(new RecordedRequest(request, service.token()), service.port());
    List<String> differences = recorded.differences(answer);
    String place = transcript + " " + step;
    boolean listed = known.containsKey(place);
    if (listed && differences.isEmpty()) {
      unexpected.add(place + " is in the list of differences, and does not differ any more");
    } else if (!listed && !differences.isEmpty()) {
      String asked = request.path("method").asText() + " " + request.path("path").asText();
      unexpected.add(place + " " + asked + "\n    " + String.join("\n    ", differences));
    }
  }

  /** Fails with everything that differs and is not known to; else the number of exchanges. */
  int finish() {
    assertThat(unexpected).as(String.join("\n", unexpected)).isEmpty();
    return exchanges;
  }
}
