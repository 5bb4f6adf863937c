package io.soma.memory.supervision;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The loggers of Soma Memory. */
public final class Logs {

  private Logs() {}

  /**
   * The logger of a class. Unlike SLF4J's own it throws nothing: a line that cannot be written is
   * lost, and its caller goes on.
   */
  public static Logger of(Class<?> type) {
    return new GuardedLogger(LoggerFactory.getLogger(type));
  }
}
