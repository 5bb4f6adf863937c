package io.soma.memory.testkit.server.memory;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;

/**
 * Reads the extra forms that the service's {@code json.loads} accepts and a Java parser does not:
 * NaN and Infinity, lone surrogates, and no more levels than its interpreter's stack has. For one
 * document.
 */
final class PythonJsonReader {
  /**
   * The service takes 902 levels and refuses 1002. Where the limit lies between depends on how deep
   * its interpreter's stack is already.
   */
  static final int DEEPEST = 950;

  private final PythonJsonTokens tokens;
  private int depth;

  private PythonJsonReader(String text) {
    tokens = new PythonJsonTokens(text);
  }

  /**
   * Reads one document.
   *
   * @throws IOException if Python does not take it
   */
  static JsonNode read(byte[] body) throws IOException {
    String text = PythonUtf8.decodePassingSurrogates(body);
    return read(text.startsWith("\uFEFF") ? text.substring(1) : text);
  }

  static JsonNode read(String text) throws IOException {
    PythonJsonReader reader = new PythonJsonReader(text);
    JsonNode document = reader.value();
    reader.tokens.end();
    return document;
  }

  private JsonNode value() throws IOException {
    return switch (tokens.peek()) {
      case '{' -> object();
      case '[' -> array();
      case '"' -> new TextNode(tokens.string());
      case 't' -> word("true", BooleanNode.TRUE);
      case 'f' -> word("false", BooleanNode.FALSE);
      case 'n' -> word("null", NullNode.getInstance());
      case 'N' -> word("NaN", DoubleNode.valueOf(Double.NaN));
      case 'I' -> word("Infinity", DoubleNode.valueOf(Double.POSITIVE_INFINITY));
      default ->
          tokens.take("-Infinity") ? DoubleNode.valueOf(Double.NEGATIVE_INFINITY) : tokens.number();
    };
  }

  private JsonNode word(String word, JsonNode meaning) throws IOException {
    tokens.require(word);
    return meaning;
  }

  private ObjectNode object() throws IOException {
    ObjectNode object = LosslessJson.object();
    enter("{");
    if (!tokens.take("}")) {
      do {
        tokens.peek();
        String name = tokens.string();
        tokens.require(":");
        object.set(name, value());
      } while (tokens.take(","));
      tokens.require("}");
    }
    depth--;
    return object;
  }

  private ArrayNode array() throws IOException {
    ArrayNode array = LosslessJson.object().arrayNode();
    enter("[");
    if (!tokens.take("]")) {
      do {
        array.add(value());
      } while (tokens.take(","));
      tokens.require("]");
    }
    depth--;
    return array;
  }

  private void enter(String bracket) throws IOException {
    tokens.require(bracket);
    depth++;
    if (depth > DEEPEST) {
      throw new IOException("maximum recursion depth exceeded");
    }
  }
}
