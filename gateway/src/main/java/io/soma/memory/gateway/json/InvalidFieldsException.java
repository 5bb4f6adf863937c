package io.soma.memory.gateway.json;

import io.soma.memory.domain.SomaMemoryException;
import java.util.List;

/** A body whose fields are missing or of the wrong kind. */
public final class InvalidFieldsException extends SomaMemoryException {

  private final transient List<FieldError> errors;

  InvalidFieldsException(List<FieldError> errors) {
    super(errors.size() + " fields of the body are not right");
    this.errors = List.copyOf(errors);
  }

  /** Everything that is wrong. */
  public List<FieldError> errors() {
    return errors;
  }
}
