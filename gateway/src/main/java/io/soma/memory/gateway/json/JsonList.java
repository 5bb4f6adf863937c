package io.soma.memory.gateway.json;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes an object with one long list, an item at a time, so that no more is held than what is
 * written. Used by one thread.
 */
public final class JsonList {

  private static final JsonMapper MAPPER = new JsonMapper();

  private final ByteArrayOutputStream written = new ByteArrayOutputStream();
  private final JsonGenerator json;
  private int size;

  /** An empty list under a name. */
  public JsonList(String name) {
    try {
      this.json = MAPPER.getFactory().createGenerator(written, JsonEncoding.UTF8);
      json.writeStartObject();
      json.writeFieldName(name);
      json.writeStartArray();
    } catch (IOException e) {
      throw inMemory(e);
    }
  }

  /** How many items there are. */
  public int size() {
    return size;
  }

  /**
   * Adds an item, unless that would lead over a limit; the first is always added.
   *
   * @param raw JSON of its last field, which is written as it is
   * @return whether it was added
   */
  public boolean add(Map<String, ?> fields, String rawName, String raw, int maxBytes) {
    long more = raw.length() + (long) JsonOutput.of(fields).length;
    if (size > 0 && written.size() + more > maxBytes) {
      return false;
    }
    try {
      json.writeStartObject();
      for (Map.Entry<String, ?> field : fields.entrySet()) {
        json.writeObjectField(field.getKey(), field.getValue());
      }
      json.writeFieldName(rawName);
      json.writeRawValue(raw);
      json.writeEndObject();
      json.flush();
    } catch (IOException e) {
      throw inMemory(e);
    }
    size++;
    return true;
  }

  /** Ends the object with the list's count and two more fields. */
  public byte[] end(String first, @Nullable Object one, String second, @Nullable Object two) {
    try {
      json.writeEndArray();
      json.writeNumberField("count", size);
      json.writeObjectField(first, one);
      json.writeObjectField(second, two);
      json.writeEndObject();
      json.close();
    } catch (IOException e) {
      throw inMemory(e);
    }
    return written.toByteArray();
  }

  private static UncheckedIOException inMemory(IOException e) {
    return new UncheckedIOException("memory can be written to", e);
  }
}
