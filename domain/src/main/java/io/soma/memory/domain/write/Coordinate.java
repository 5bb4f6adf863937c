package io.soma.memory.domain.write;

import io.soma.memory.domain.Quoted;
import java.math.BigDecimal;
import java.util.List;
import java.util.StringJoiner;

/**
 * The address of a memory: comma-separated finite numbers in Python's {@code repr}, so that {@code
 * 1,2,3} and {@code 1.0,2.0,3.0} are one address here as they are at the memory service, and so are
 * {@code ,1,,2,3} and {@code 1,2,0_3}. Equal where the canonical texts are.
 */
public final class Coordinate {

  /** The memory service answers 500 for ever to a longer one. */
  public static final int MAX_LENGTH = 512;

  private final String text;

  // No record, whose constructor would have to look again at what has just been made canonical.
  private Coordinate(String canonical) {
    this.text = canonical;
  }

  /**
   * Reads a coordinate as callers write it.
   *
   * @throws InvalidWriteException if a part is no finite number, or the whole is too long
   */
  public static Coordinate parse(String text) {
    return new Coordinate(canonical(text));
  }

  /**
   * Reads a coordinate as this class writes it.
   *
   * @throws InvalidWriteException if the text is any other spelling
   */
  public static Coordinate ofCanonical(String text) {
    if (!text.equals(canonical(text))) {
      throw new InvalidWriteException("coordinate", Quoted.of(text) + " is not canonical");
    }
    return new Coordinate(text);
  }

  /**
   * Takes back what {@link #text()} gave, without looking at it again: for a store that reads what
   * it wrote, thousands of times a second.
   */
  public static Coordinate ofStored(String canonical) {
    return new Coordinate(canonical);
  }

  /** The coordinate with these parts, each finite. */
  public static Coordinate of(double... parts) {
    if (parts.length == 0) {
      throw new InvalidWriteException("coordinate", "has no parts");
    }
    return new Coordinate(join(parts));
  }

  /** The canonical text, at most {@value #MAX_LENGTH} characters. */
  public String text() {
    return text;
  }

  /** The parts, as exact decimals of their text; without the sign of a negative zero. */
  public List<BigDecimal> parts() {
    return new CoordinateParts(text);
  }

  private static String canonical(String text) {
    if (text.length() > 2 * MAX_LENGTH) {
      throw tooLong();
    }
    StringJoiner joined = new StringJoiner(",");
    for (String part : text.split(",", -1)) {
      String number = PythonNumber.strip(part);
      // As the memory service does: what is left out is not there.
      if (!number.isEmpty()) {
        joined.add(repr(number(number, part)));
      }
    }
    if (joined.length() == 0) {
      throw new InvalidWriteException("coordinate", Quoted.of(text) + " is empty");
    }
    return bounded(joined);
  }

  private static String join(double[] parts) {
    StringJoiner joined = new StringJoiner(",");
    for (double part : parts) {
      joined.add(repr(part));
    }
    return bounded(joined);
  }

  private static String bounded(StringJoiner joined) {
    if (joined.length() > MAX_LENGTH) {
      throw tooLong();
    }
    return joined.toString();
  }

  private static double number(String number, String part) {
    String plain = PythonNumber.plain(number);
    if (plain == null) {
      throw new InvalidWriteException("coordinate", Quoted.of(part) + " is not a number");
    }
    return Double.parseDouble(plain);
  }

  private static String repr(double part) {
    if (!Double.isFinite(part)) {
      throw new InvalidWriteException("coordinate", part + " is not a finite number");
    }
    return PythonFloat.repr(part);
  }

  private static InvalidWriteException tooLong() {
    return new InvalidWriteException("coordinate", "over " + MAX_LENGTH + " characters");
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Coordinate coordinate && text.equals(coordinate.text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  @Override
  public String toString() {
    return text;
  }
}
