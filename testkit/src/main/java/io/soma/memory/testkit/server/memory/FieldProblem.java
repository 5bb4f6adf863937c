package io.soma.memory.testkit.server.memory;

/** Why a value is not the number that a field wants, in the service's words. */
enum FieldProblem {
  NO_INTEGER("int_type", "Input should be a valid integer"),
  NO_INTEGER_TEXT(
      "int_parsing", "Input should be a valid integer, unable to parse string as an integer"),
  A_FRACTION(
      "int_from_float", "Input should be a valid integer, got a number with a fractional part"),
  NOT_FINITE("finite_number", "Input should be a finite number"),
  NO_FLOAT("float_type", "Input should be a valid number"),
  NO_FLOAT_TEXT(
      "float_parsing", "Input should be a valid number, unable to parse string as a number");

  private final String type;
  private final String message;

  FieldProblem(String type, String message) {
    this.type = type;
    this.message = message;
  }

  String type() {
    return type;
  }

  String message() {
    return message;
  }
}
