package io.soma.memory.http;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.soma.memory.domain.write.Coordinate;
import io.soma.memory.domain.write.Delivery;
import io.soma.memory.http.coordinate.CoordinateScoping;
import io.soma.memory.http.coordinate.NumericCoordinates;
import io.soma.memory.http.write.WriteBody;
import java.io.IOException;
import java.io.StringWriter;

/**
 * The body of a write with the coordinates of the memory service, and with the owner's mark. All
 * else stays as it is, digits included.
 */
final class ScopedBody {

  private final CoordinateScoping scoping;
  private final Delivery delivery;
  private final Coordinate atService;

  private ScopedBody(CoordinateScoping scoping, Delivery delivery, Coordinate atService) {
    this.scoping = scoping;
    this.delivery = delivery;
    this.atService = atService;
  }

  /**
   * The body to send.
   *
   * @param atService where the delivery's coordinate lies at the memory service
   * @throws io.soma.memory.domain.write.InvalidWriteException if a link's other end cannot lie
   *     there
   */
  static String of(CoordinateScoping scoping, Delivery delivery, Coordinate atService) {
    ScopedBody body = new ScopedBody(scoping, delivery, atService);
    return switch (delivery.operation()) {
      case STORE -> atService.equals(delivery.coordinate()) ? delivery.body() : body.ofStore();
      case DELETE -> delivery.body();
      case LINK -> body.rewritten();
    };
  }

  private String ofStore() {
    String begin = "{\"coord\":\"" + delivery.coordinate() + "\",\"payload\":{";
    return delivery.body().startsWith(begin)
            && delivery.body().indexOf('"' + OwnerMark.FIELD, begin.length()) < 0
        ? spliced(begin.length())
        : rewritten();
  }

  // Nearly every body begins as we rendered it, and PostgreSQL keeps these fields in that order.
  private String spliced(int payload) {
    String rest = delivery.body().substring(payload);
    String comma = rest.startsWith("}") ? "" : ",";
    return "{\"coord\":\"" + atService + "\",\"payload\":{" + mark() + comma + rest;
  }

  private String mark() {
    return '"' + OwnerMark.FIELD + "\":\"" + delivery.tenant() + '"';
  }

  private String rewritten() {
    StringWriter text = new StringWriter(delivery.body().length() + NumericCoordinates.MAX_LENGTH);
    try (JsonParser in = ServiceJson.parser(delivery.body());
        JsonGenerator out = ServiceJson.generator(text)) {
      in.nextToken();
      out.writeStartObject();
      for (String field = in.nextFieldName(); field != null; field = in.nextFieldName()) {
        in.nextToken();
        out.writeFieldName(field);
        copyField(field, in, out);
      }
      out.writeEndObject();
    } catch (IOException e) {
      throw new IllegalStateException("the body of " + delivery + " is no JSON object", e);
    }
    return text.toString();
  }

  private void copyField(String field, JsonParser in, JsonGenerator out) throws IOException {
    switch (field) {
      case "coord", "from_coord" -> out.writeString(atService.text());
      case "to_coord" -> out.writeString(scoped(in.getText()));
      case "payload" -> copyPayload(in, out);
      case "metadata" -> copyMetadata(in, out);
      default -> copy(in, out);
    }
  }

  private String scoped(String visible) {
    return scoping.toService(delivery.tenant(), NumericCoordinates.parse(visible)).text();
  }

  private void copyPayload(JsonParser in, JsonGenerator out) throws IOException {
    out.writeStartObject();
    out.writeStringField(OwnerMark.FIELD, delivery.tenant().value());
    for (String field = in.nextFieldName(); field != null; field = in.nextFieldName()) {
      in.nextToken();
      out.writeFieldName(OwnerMark.stored(field));
      copy(in, out);
    }
    out.writeEndObject();
  }

  private static void copyMetadata(JsonParser in, JsonGenerator out) throws IOException {
    out.writeStartObject();
    for (String field = in.nextFieldName(); field != null; field = in.nextFieldName()) {
      in.nextToken();
      if (WriteBody.NOT_IN_METADATA.contains(field)) {
        in.skipChildren();
      } else {
        out.writeFieldName(field);
        copy(in, out);
      }
    }
    out.writeEndObject();
  }

  // Jackson's own copy makes doubles or big decimals of numbers, which loses a zero's sign.
  private static void copy(JsonParser in, JsonGenerator out) throws IOException {
    int depth = 0;
    do {
      JsonToken token = in.currentToken();
      depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
      if (token.isNumeric()) {
        out.writeNumber(in.getText());
      } else {
        out.copyCurrentEvent(in);
      }
    } while (depth > 0 && in.nextToken() != null);
  }
}
