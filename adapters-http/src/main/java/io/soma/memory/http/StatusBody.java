package io.soma.memory.http;

import com.fasterxml.jackson.databind.ObjectReader;
import io.soma.memory.domain.read.StatusPage;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/** A page of the memory service about itself. */
final class StatusBody {

  private static final ObjectReader OBJECT = ServiceJson.readerFor(Map.class);

  private StatusBody() {}

  static Optional<StatusPage> read(byte[] body) {
    try {
      Map<String, Object> content = OBJECT.readValue(body);
      return content == null ? Optional.empty() : Optional.of(new StatusPage(content));
    } catch (IOException e) {
      // Not an answer of the service.
      return Optional.empty();
    }
  }
}
