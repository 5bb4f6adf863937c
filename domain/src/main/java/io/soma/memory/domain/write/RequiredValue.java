package io.soma.memory.domain.write;

import org.jspecify.annotations.Nullable;

/** Refuses null by the argument's name, as not every program is compiled with a null checker. */
public final class RequiredValue {

  private RequiredValue() {}

  /**
   * Refuses null.
   *
   * @param place the value's name in the message
   * @throws InvalidWriteException naming the place
   */
  public static void check(@Nullable Object value, String place) {
    if (value == null) {
      throw new InvalidWriteException(place, "is null");
    }
  }
}
