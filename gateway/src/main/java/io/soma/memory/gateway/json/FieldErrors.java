package io.soma.memory.gateway.json;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Collects the errors in the fields of a request. */
final class FieldErrors {

  static final List<String> BODY = List.of("body", "req");
  static final List<String> QUERY = List.of("query");

  private final List<FieldError> errors = new ArrayList<>();
  private final List<String> place;

  /** Of fields that are at a place. */
  FieldErrors(List<String> place) {
    this.place = place;
  }

  void missing(String field) {
    add("missing", field, "Field required");
  }

  void add(NumberCoercion.Problem problem, String field) {
    add(problem.type(), field, problem.message());
  }

  void add(String type, String field, String message) {
    errors.add(FieldError.of(place, type, field, message));
  }

  void add(String type, String field, String message, Map<String, String> context) {
    FieldError plain = FieldError.of(place, type, field, message);
    errors.add(new FieldError(type, plain.place(), message, context));
  }

  /**
   * Ends the collecting.
   *
   * @throws InvalidFieldsException if anything was wrong
   */
  void check() {
    if (!errors.isEmpty()) {
      throw new InvalidFieldsException(errors);
    }
  }
}
