package io.soma.memory.domain.write;

import java.util.Map;

/**
 * A JSON object that reaches the memory service as it is, whichever way it goes.
 *
 * <p>Values are String, Boolean, null, numbers, lists and maps with text keys. Refused, with a
 * message that names the place: more than {@value #MAX_BYTES} bytes, deeper than {@value
 * #MAX_DEPTH}, U+0000 or a lone surrogate anywhere, a number of more than {@value
 * #MAX_NUMBER_DIGITS} digits, with an exponent beyond +-{@value #MAX_NUMBER_EXPONENT}, or larger
 * than any double. Immutable: the tree is copied.
 */
public final class Payload {

  /** The largest payload, in bytes of its compact UTF-8 JSON. */
  public static final int MAX_BYTES = 1 << 20;

  /** The deepest nesting; the payload itself is level 1. */
  public static final int MAX_DEPTH = 64;

  /** The longest number, in significant digits. */
  public static final int MAX_NUMBER_DIGITS = 100;

  /** The largest power of ten of a number, either way. */
  public static final int MAX_NUMBER_EXPONENT = 400;

  private final Map<String, Object> tree;

  private Payload(Map<String, Object> tree) {
    this.tree = tree;
  }

  /**
   * Copies and checks a payload.
   *
   * @throws InvalidWriteException naming the place of the first thing that is not allowed
   */
  public static Payload of(Map<String, ?> tree) {
    return of(tree, "payload");
  }

  static Payload of(Map<String, ?> tree, String place) {
    return new Payload(PayloadCheck.copy(tree, place));
  }

  /** The tree, unmodifiable; integers are Long or BigInteger, other numbers BigDecimal. */
  public Map<String, Object> tree() {
    return tree;
  }

  /** The compact JSON text. */
  public String json() {
    return JsonText.render(tree);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Payload payload && tree.equals(payload.tree);
  }

  @Override
  public int hashCode() {
    return tree.hashCode();
  }

  /** Its size only: payloads stay out of logs. */
  @Override
  public String toString() {
    return "Payload[" + tree.size() + " fields]";
  }
}
