package io.soma.memory.domain.write;

import java.math.BigDecimal;
import java.util.AbstractList;
import java.util.RandomAccess;
import org.jspecify.annotations.Nullable;

/**
 * The parts of a canonical coordinate, as exact decimals of its text; without the sign of a
 * negative zero. Unmodifiable; read only by those who want numbers, as a write's body wants text.
 */
final class CoordinateParts extends AbstractList<BigDecimal> implements RandomAccess {

  private final String text;
  private BigDecimal @Nullable [] numbers;

  CoordinateParts(String canonical) {
    this.text = canonical;
  }

  @Override
  public BigDecimal get(int index) {
    return numbers()[index];
  }

  @Override
  public int size() {
    return numbers().length;
  }

  /** As a JSON array. */
  String json() {
    // Python writes an exponent where JSON's readers are used to digits, and negative zeros.
    boolean isJson = text.indexOf('e') < 0 && !text.contains("-0.0,") && !text.endsWith("-0.0");
    return isJson ? "[" + text + "]" : toString().replace(" ", "");
  }

  // Two threads may both make it, and the same.
  private BigDecimal[] numbers() {
    BigDecimal[] known = numbers;
    if (known == null) {
      String[] parts = text.split(",");
      known = new BigDecimal[parts.length];
      for (int i = 0; i < parts.length; i++) {
        known[i] = new BigDecimal(parts[i]);
      }
      numbers = known;
    }
    return known;
  }
}
