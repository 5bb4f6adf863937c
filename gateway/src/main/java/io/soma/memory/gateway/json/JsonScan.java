package io.soma.memory.gateway.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.async.ByteArrayFeeder;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import io.soma.memory.domain.write.InvalidWriteException;
import io.soma.memory.domain.write.Payload;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;

/**
 * Checks one JSON value while its bytes arrive, and builds nothing of it. Refused, with the place:
 * no JSON in UTF-8, a second value, deeper than a payload's 64 levels in its body, a key twice,
 * U+0000 or a lone surrogate anywhere, a number of over 100 digits or that is no finite double, a
 * payload over 1 MiB, and more than {@value #MAX_NODES} values and names in all. No message shows a
 * value. Used by one thread at a time.
 */
public final class JsonScan {

  /** Enough for a payload of a hundred thousand numbers, and few enough to be built as a tree. */
  public static final int MAX_NODES = 200_000;

  private final JsonParser parser;
  private final ByteArrayFeeder feeder;
  private final HeapEstimate heap = new HeapEstimate();
  private final PayloadSize payload = new PayloadSize();
  private final Deque<Set<String>> openObjects = new ArrayDeque<>();
  private int depth;
  private int nodes;
  private boolean complete;

  /** A scan before the first byte. */
  public JsonScan() {
    try {
      this.parser = JsonReading.FACTORY.createNonBlockingByteArrayParser();
    } catch (IOException e) {
      throw new IllegalStateException("a parser without input reads nothing", e);
    }
    this.feeder = (ByteArrayFeeder) parser.getNonBlockingInputFeeder();
  }

  /** The estimated heap, in bytes, of the tree of the bytes so far and one copy of it. */
  public long heapBytes() {
    return heap.bytes();
  }

  /**
   * Goes on with more bytes.
   *
   * @throws InvalidWriteException at the first thing that is refused; nothing may be fed after it
   */
  public void feed(byte[] bytes) {
    checked(
        () -> {
          feeder.feedInput(bytes, 0, bytes.length);
          drain();
        });
  }

  /**
   * Ends the value.
   *
   * @throws InvalidWriteException if it is not whole; that nothing came at all is no error
   */
  public void end() {
    checked(
        () -> {
          feeder.endOfInput();
          drain();
        });
    if (nodes > 0 && !complete) {
      throw notJson();
    }
  }

  private void checked(Step step) {
    try {
      step.run();
    } catch (StreamConstraintsException e) {
      // Of what Jackson bounds, only these two are not checked here before.
      boolean number = String.valueOf(e.getMessage()).contains("Number");
      throw new InvalidWriteException(
          place(), number ? NumberRule.TOO_LONG : "has too many names of one hash");
    } catch (JsonProcessingException e) {
      throw JsonReading.notJson(e.getLocation());
    } catch (IOException | ArithmeticException | NumberFormatException e) {
      throw JsonReading.notUtf8();
    }
  }

  private void drain() throws IOException {
    for (JsonToken token = parser.nextToken();
        token != null && token != JsonToken.NOT_AVAILABLE;
        token = parser.nextToken()) {
      if (complete) {
        throw notJson();
      }
      take(token);
    }
  }

  private void take(JsonToken token) throws IOException {
    switch (token) {
      case START_OBJECT -> open(new HashSet<>(2));
      case START_ARRAY -> open(Set.of());
      case END_OBJECT, END_ARRAY -> close();
      case FIELD_NAME -> name(parser.currentName());
      case VALUE_STRING -> text();
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number();
      default -> scalar(1);
    }
  }

  private void open(Set<String> names) {
    count();
    heap.container();
    payload.add(2, depth);
    openObjects.push(names);
    depth++;
    if (depth > Payload.MAX_DEPTH + 1) {
      throw new InvalidWriteException(
          JsonPlace.of(parser.getParsingContext().getParent()),
          "is deeper than " + Payload.MAX_DEPTH + " levels");
    }
  }

  private void close() {
    openObjects.pop();
    depth--;
    complete = depth == 0;
  }

  private void name(String name) {
    count();
    if (!openObjects.getFirst().add(name)) {
      throw new InvalidWriteException(place(), "the key is there twice");
    }
    int bytes = TextRule.utf8Length(name, () -> place() + " (the key itself)");
    heap.name(name.length());
    payload.begin(name, depth);
    payload.add(bytes + 3, depth);
  }

  private void text() throws IOException {
    String text = parser.getText();
    int bytes = TextRule.utf8Length(text, this::place);
    heap.text(text.length());
    scalar(bytes + 2);
  }

  private void number() throws IOException {
    NumberRule.check(parser.getText(), this::place);
    heap.number();
    scalar(1);
  }

  private void scalar(int bytes) {
    count();
    payload.add(bytes, depth);
    complete = depth == 0;
  }

  private void count() {
    nodes++;
    if (nodes > MAX_NODES) {
      throw new InvalidWriteException("body", "holds over " + MAX_NODES + " values and names");
    }
  }

  private String place() {
    return JsonPlace.of(parser.getParsingContext());
  }

  private NotJsonException notJson() {
    return JsonReading.notJson(parser.currentLocation());
  }

  private interface Step {
    void run() throws IOException;
  }
}
