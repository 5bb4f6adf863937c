package io.soma.memory.gateway.admin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.soma.memory.gateway.AdminRig;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;

/** A live stream that a test reads. */
final class LiveRoute implements AutoCloseable {

  private static final JsonMapper MAPPER = new JsonMapper();

  private final HttpResponse<InputStream> answer;
  private final BufferedReader lines;

  private LiveRoute(HttpResponse<InputStream> answer) {
    this.answer = answer;
    this.lines = new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8));
  }

  static LiveRoute open(AdminRig rig, String token) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(rig.url() + "/admin/live"))
            .header("Authorization", "Bearer " + token)
            .build();
    return new LiveRoute(
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .build()
            .send(request, BodyHandlers.ofInputStream()));
  }

  HttpResponse<InputStream> answer() {
    return answer;
  }

  /** The data of the next event of this name; those of other names before it are passed over. */
  JsonNode next(String name) throws IOException {
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.equals("event: " + name)) {
        return read(lines.readLine().substring("data: ".length()));
      }
    }
    throw new AssertionError("the stream ended before " + name);
  }

  /** Reads to the end, which has to come in order. */
  void readToTheEnd() throws IOException {
    while (lines.readLine() != null) {
      // Whatever it is.
    }
  }

  static JsonNode read(String json) {
    try {
      return MAPPER.readTree(json);
    } catch (JsonProcessingException e) {
      throw new AssertionError(json, e);
    }
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }
}
