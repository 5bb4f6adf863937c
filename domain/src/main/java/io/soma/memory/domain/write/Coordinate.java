package io.soma.memory.domain.write;

/**
 * Where a memory lies, as its memory service spells it: opaque to everything but the adapter of
 * that service, which gives each address one spelling.
 *
 * @param text not empty; two coordinates are one address if and only if their texts are equal
 */
public record Coordinate(String text) {

  public Coordinate {
    RequiredValue.check(text, "coordinate");
    if (text.isEmpty()) {
      throw new InvalidWriteException("coordinate", "is empty");
    }
  }

  @Override
  public String toString() {
    return text;
  }
}
