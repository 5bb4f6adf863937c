package io.soma.memory.domain.read.planted;

final class LimitsAQuery {

  static final int MAX_RESULTS = 1000;

  private LimitsAQuery() {}
}
