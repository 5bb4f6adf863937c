package io.soma.memory.testkit.server.memory;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.POJONode;
import com.fasterxml.jackson.databind.util.RawValue;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Writes JSON byte for byte as Python's {@code json.dumps} does. */
final class PythonJsonWriter {
  private static final String HEX = "0123456789abcdef";

  private final StringBuilder out = new StringBuilder(256);
  private final JsonForm form;

  private PythonJsonWriter(JsonForm form) {
    this.form = form;
  }

  static String write(JsonNode node, JsonForm form) {
    PythonJsonWriter writer = new PythonJsonWriter(form);
    writer.value(node);
    return writer.out.toString();
  }

  static byte[] bytes(JsonNode node) {
    return write(node, JsonForm.AS_IT_IS).getBytes(StandardCharsets.US_ASCII);
  }

  private void value(JsonNode node) {
    switch (node.getNodeType()) {
      case OBJECT -> object(node);
      case ARRAY -> array(node);
      case STRING -> string(node.textValue());
      case NUMBER -> out.append(form.number(node));
      case POJO -> out.append(((RawValue) ((POJONode) node).getPojo()).rawValue());
      default -> out.append(node.asText());
    }
  }

  private void object(JsonNode node) {
    String separator = "{";
    for (Map.Entry<String, JsonNode> field : form.fields(node)) {
      out.append(separator);
      string(field.getKey());
      out.append(": ");
      value(field.getValue());
      separator = ", ";
    }
    out.append(node.isEmpty() ? "{}" : "}");
  }

  private void array(JsonNode node) {
    String separator = "[";
    for (JsonNode element : node) {
      out.append(separator);
      value(element);
      separator = ", ";
    }
    out.append(node.isEmpty() ? "[]" : "]");
  }

  private void string(String text) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      character(text.charAt(i));
    }
    out.append('"');
  }

  private void character(char c) {
    switch (c) {
      case '"' -> out.append("\\\"");
      case '\\' -> out.append("\\\\");
      case '\n' -> out.append("\\n");
      case '\r' -> out.append("\\r");
      case '\t' -> out.append("\\t");
      case '\f' -> out.append("\\f");
      case '\b' -> out.append("\\b");
      default -> {
        if (c >= ' ' && c <= '~') {
          out.append(c);
        } else {
          escaped(c);
        }
      }
    }
  }

  private void escaped(char c) {
    out.append("\\u");
    for (int shift = 12; shift >= 0; shift -= 4) {
      out.append(HEX.charAt(c >> shift & 15));
    }
  }
}
