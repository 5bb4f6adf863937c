package io.soma.memory.testkit.server.memory;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BigIntegerNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.LongNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;

/** Numbers of a JSON text: integers exact up to a length, decimals with every digit. */
final class PythonNumbers {
  static final int MOST_DIGITS = 4300;

  private static final int DIGITS_OF_ANY_LONG = 18;

  private PythonNumbers() {}

  /**
   * A number.
   *
   * @param rest fraction and exponent; empty for an integer
   * @throws IOException for an integer that is too long
   */
  static JsonNode of(String integer, String rest) throws IOException {
    return rest.isEmpty() ? integer(integer) : decimal(integer + rest);
  }

  private static JsonNode integer(String text) throws IOException {
    if (text.length() <= DIGITS_OF_ANY_LONG) {
      long value = Long.parseLong(text);
      return value == (int) value ? IntNode.valueOf((int) value) : LongNode.valueOf(value);
    }
    int digits = text.startsWith("-") ? text.length() - 1 : text.length();
    if (digits > MOST_DIGITS) {
      throw new IOException("Exceeds the limit for integer string conversion");
    }
    BigInteger value = new BigInteger(text);
    return value.bitLength() < Long.SIZE
        ? LongNode.valueOf(value.longValue())
        : BigIntegerNode.valueOf(value);
  }

  private static JsonNode decimal(String text) {
    try {
      BigDecimal value = new BigDecimal(text);
      // Without a point or an exponent it would be read as an integer again.
      return DecimalNode.valueOf(value.scale() == 0 ? value.setScale(1) : value);
    } catch (NumberFormatException e) {
      // An exponent over 32 bits: infinite or zero.
      return DoubleNode.valueOf(Double.parseDouble(text));
    }
  }
}
