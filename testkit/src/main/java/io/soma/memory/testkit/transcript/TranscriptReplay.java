package io.soma.memory.testkit.transcript;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Sends a transcript's requests to a port, and collects how the answers differ. */
public final class TranscriptReplay {
  private final String transcript;
  private final int port;
  private final String token;
  private final Map<String, String> known;
  private final List<String> unexpected = new ArrayList<>();
  private int exchanges;

  /**
   * Of one transcript.
   *
   * @param known the places where an answer may differ, each with its reason
   */
  public TranscriptReplay(String transcript, int port, String token, Map<String, String> known) {
    this.transcript = transcript;
    this.port = port;
    this.token = token;
    this.known = Map.copyOf(known);
  }

  /** Sends one request, and compares the answer with the recorded one. */
  public void exchange(String step, JsonNode request, RecordedAnswer recorded) throws IOException {
    exchanges++;
    WireAnswer answer = WireAnswer.to(new RecordedRequest(request, token), port);
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

  /**
   * The number of exchanges.
   *
   * @throws AssertionError with everything that differs and is not known to, or is known to and
   *     does not
   */
  public int finish() {
    if (!unexpected.isEmpty()) {
      throw new AssertionError(String.join("\n", unexpected));
    }
    return exchanges;
  }
}
