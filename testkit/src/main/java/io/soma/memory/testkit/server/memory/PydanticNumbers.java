package io.soma.memory.testkit.server.memory;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.regex.Pattern;

/** Numbers as the service's models take them: also from texts, booleans and whole floats. */
final class PydanticNumbers {
  private static final Pattern INTEGER = Pattern.compile("[+-]?[0-9]+(?:_[0-9]+)*(?:\\.0+)?");

  private PydanticNumbers() {}

  /** A value of the wrong type. */
  static final class Failed extends Exception {
    private final FieldProblem problem;

    Failed(FieldProblem problem) {
      super(problem.message(), null, false, false);
      this.problem = problem;
    }

    FieldProblem problem() {
      return problem;
    }
  }

  static BigInteger integer(String text) throws Failed {
    String stripped = PythonText.strip(text);
    if (!INTEGER.matcher(stripped).matches()) {
      throw new Failed(FieldProblem.NO_INTEGER_TEXT);
    }
    return new BigDecimal(stripped.replace("_", "")).toBigInteger();
  }

  static BigInteger integer(JsonNode value) throws Failed {
    return switch (value.getNodeType()) {
      case STRING -> integer(value.textValue());
      case BOOLEAN -> value.booleanValue() ? BigInteger.ONE : BigInteger.ZERO;
      case NUMBER -> whole(value);
      default -> throw new Failed(FieldProblem.NO_INTEGER);
    };
  }

  private static BigInteger whole(JsonNode number) throws Failed {
    if (number.isIntegralNumber()) {
      return number.bigIntegerValue();
    }
    double value = number.doubleValue();
    if (!Double.isFinite(value)) {
      throw new Failed(FieldProblem.NOT_FINITE);
    }
    if (value != Math.rint(value)) {
      throw new Failed(FieldProblem.A_FRACTION);
    }
    return new BigDecimal(value).toBigInteger();
  }

  static double number(JsonNode value) throws Failed {
    return switch (value.getNodeType()) {
      case STRING -> number(value.textValue());
      case BOOLEAN -> value.booleanValue() ? 1 : 0;
      case NUMBER -> value.doubleValue();
      default -> throw new Failed(FieldProblem.NO_FLOAT);
    };
  }

  private static double number(String text) throws Failed {
    try {
      return PythonFloatText.parse(text);
    } catch (NumberFormatException e) {
      throw new Failed(FieldProblem.NO_FLOAT_TEXT);
    }
  }
}
