package io.soma.memory.http.write;

import io.soma.memory.domain.write.Coordinate;
import io.soma.memory.domain.write.InvalidWriteException;
import io.soma.memory.domain.write.JsonText;
import io.soma.memory.domain.write.Link;
import io.soma.memory.domain.write.MemoryType;
import io.soma.memory.domain.write.Payload;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * The JSON bodies of the memory service's routes. They are kept in the outbox and published as they
 * are, so that a write means the same whichever way it goes.
 */
public final class WriteBody {

  /**
   * The memory service always answers 500 to a body over 2.5 MiB. This is less by the possible
   * growth of coordinates, and of the mark of a memory's owner, on their way.
   */
  public static final int MAX_BYTES = (5 << 19) - 4096;

  /** The memory service always answers 500 to a longer type of a link, in code points. */
  public static final int MAX_LINK_TYPE_LENGTH = 100;

  /** The memory service would take these for parts of the link, and the last for its owner. */
  public static final Set<String> NOT_IN_METADATA = Set.of("link_type", "strength", "_tenant");

  private WriteBody() {}

  /** The body that stores a payload as it is. */
  public static String store(Coordinate coordinate, Payload payload, MemoryType memoryType) {
    return store(coordinate, payload.tree(), memoryType);
  }

  /** The body that stores the fields of an enriched payload. */
  static String store(Coordinate coordinate, Map<String, Object> enriched, MemoryType memoryType) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("coord", coordinate.text());
    body.put("payload", enriched);
    body.put("memory_type", memoryType.wireName());
    return bounded(body);
  }

  /** The body that represents a delete; the delete route has no body. */
  public static String delete(Coordinate coordinate) {
    return bounded(Map.of("coord", coordinate.text()));
  }

  /**
   * The body that links two coordinates.
   *
   * @throws InvalidWriteException if the type of the link is too long
   */
  public static String link(Coordinate from, Coordinate to, Link link) {
    String type = link.type();
    if (type.codePointCount(0, type.length()) > MAX_LINK_TYPE_LENGTH) {
      throw new InvalidWriteException(
          "link type", "1 to " + MAX_LINK_TYPE_LENGTH + " characters are allowed");
    }
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("from_coord", from.text());
    body.put("to_coord", to.text());
    body.put("link_type", type);
    body.put("strength", BigDecimal.valueOf(link.strength()));
    body.put("metadata", metadata(link));
    return bounded(body);
  }

  private static Map<String, Object> metadata(Link link) {
    Map<String, Object> metadata = new LinkedHashMap<>(link.metadata().tree());
    metadata.keySet().removeAll(NOT_IN_METADATA);
    return metadata;
  }

  private static String bounded(Map<String, Object> body) {
    String json = JsonText.render(body);
    // No char takes more than three bytes, so a short text is not measured.
    long bytes = 3L * json.length() <= MAX_BYTES ? 0 : JsonText.utf8Length(json);
    if (bytes > MAX_BYTES) {
      throw new InvalidWriteException(
          "payload", "with its enrichment is " + bytes + " bytes, over " + MAX_BYTES);
    }
    return json;
  }
}
