package io.soma.memory.testkit.server.memory;

import java.math.BigInteger;
import java.util.Optional;

/** The part of a list that a query asks for, as {@code queryset[offset : offset + limit]}. */
record ResultPage(long offset, long limit) {
  private static final BigInteger LARGEST = BigInteger.valueOf(Long.MAX_VALUE);

  /** Empty where Django or the database refuses: a negative end, or a number over 64 bits. */
  static Optional<ResultPage> of(BigInteger offset, BigInteger limit) {
    boolean negative = offset.signum() < 0 || offset.add(limit).signum() < 0;
    boolean large = offset.compareTo(LARGEST) > 0 || limit.compareTo(LARGEST) > 0;
    return negative || large
        ? Optional.empty()
        : Optional.of(new ResultPage(offset.longValue(), Math.max(0, limit.longValue())));
  }
}
