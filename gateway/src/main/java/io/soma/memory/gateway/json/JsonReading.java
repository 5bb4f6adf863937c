package io.soma.memory.gateway.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.StreamReadConstraints;
import org.jspecify.annotations.Nullable;

/** How JSON is read here. */
final class JsonReading {

  /** 100 digits, with a sign, a point and an exponent. */
  private static final int MAX_NUMBER_LENGTH = 128;

  /** Larger than any body, and so checked elsewhere. */
  private static final int NO_LIMIT = Integer.MAX_VALUE;

  // Names of strangers are not interned.
  static final JsonFactory FACTORY =
      JsonFactory.builder()
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNumberLength(MAX_NUMBER_LENGTH)
                  .maxStringLength(NO_LIMIT)
                  .maxNameLength(NO_LIMIT)
                  .build())
          .build();

  private JsonReading() {}

  static NotJsonException notJson(@Nullable JsonLocation at) {
    return new NotJsonException(text(at));
  }

  static NotJsonException notUtf8() {
    return new NotJsonException("is not JSON in UTF-8");
  }

  private static String text(@Nullable JsonLocation at) {
    return at == null
        ? "is not JSON"
        : "is not JSON: line " + at.getLineNr() + ", column " + at.getColumnNr();
  }
}
