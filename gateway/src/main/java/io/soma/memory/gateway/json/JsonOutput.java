package io.soma.memory.gateway.json;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Map;

/** Writes compact JSON. */
public final class JsonOutput {

  private static final JsonMapper MAPPER = new JsonMapper();

  private JsonOutput() {}

  /** The UTF-8 of an object of texts, numbers, booleans, nulls, lists and maps. */
  public static byte[] of(Map<String, ?> object) {
    try {
      return MAPPER.writeValueAsBytes(object);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("an answer could not be written as JSON", e);
    }
  }

  /** The same with one more field, which is JSON already and is written as it is. */
  public static byte[] of(Map<String, ?> object, String rawName, String raw) {
    ByteArrayOutputStream written = new ByteArrayOutputStream(raw.length() + 512);
    try (JsonGenerator json = MAPPER.getFactory().createGenerator(written, JsonEncoding.UTF8)) {
      json.writeStartObject();
      for (Map.Entry<String, ?> field : object.entrySet()) {
        json.writeObjectField(field.getKey(), field.getValue());
      }
      json.writeFieldName(rawName);
      json.writeRawValue(raw);
      json.writeEndObject();
    } catch (IOException e) {
      throw new IllegalStateException("an answer could not be written as JSON", e);
    }
    return written.toByteArray();
  }
}
