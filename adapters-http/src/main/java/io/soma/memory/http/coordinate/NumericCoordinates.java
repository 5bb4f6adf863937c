package io.soma.memory.http.coordinate;

import io.soma.memory.domain.Quoted;
import io.soma.memory.domain.write.Coordinate;
import io.soma.memory.domain.write.InvalidWriteException;
import java.math.BigDecimal;
import java.util.StringJoiner;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The memory service's spelling of coordinates: comma-separated finite numbers in Python's {@code
 * repr}, so that {@code 1,2,3} and {@code 1.0,2.0,3.0} are one address here as they are at the
 * memory service, and so are {@code ,1,,2,3} and {@code 1,2,0_3}.
 */
public final class NumericCoordinates {

  /** The memory service always answers 500 to a longer one. */
  public static final int MAX_LENGTH = 512;

  private NumericCoordinates() {}

  /**
   * Reads a coordinate as callers write it.
   *
   * @throws InvalidWriteException if a part is no finite number, or the whole is too long
   */
  public static Coordinate parse(String text) {
    return new Coordinate(canonical(text));
  }

  /**
   * Whether a coordinate has the characters of a canonical one, which mean themselves in a path.
   */
  public static boolean isPlain(Coordinate coordinate) {
    String text = coordinate.text();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if ((c < '0' || c > '9') && c != '.' && c != ',' && c != '-' && c != '+' && c != 'e') {
        return false;
      }
    }
    return true;
  }

  /**
   * The coordinate with these parts.
   *
   * @throws InvalidWriteException if one is not finite, or there are none or too many
   */
  public static Coordinate of(double... parts) {
    if (parts.length == 0) {
      throw new InvalidWriteException("coordinate", "has no parts");
    }
    return new Coordinate(join(parts));
  }

  /** A canonical coordinate as a JSON array of its parts. */
  public static String toJson(Coordinate canonical) {
    String text = canonical.text();
    // Python writes an exponent where JSON's readers are used to digits, and negative zeros.
    boolean isJson = text.indexOf('e') < 0 && !text.contains("-0.0,") && !text.endsWith("-0.0");
    return isJson
        ? "[" + text + "]"
        : Stream.of(text.split(","))
            .map(part -> new BigDecimal(part).toString())
            .collect(Collectors.joining(",", "[", "]"));
  }

  private static String canonical(String text) {
    if (text.length() > 2 * MAX_LENGTH) {
      throw tooLong();
    }
    StringJoiner joined = new StringJoiner(",");
    for (String part : text.split(",", -1)) {
      String number = PythonNumber.strip(part);
      // As the memory service does: empty parts are skipped.
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
}
