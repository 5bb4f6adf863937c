package io.soma.memory.kafka.planted;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

final class MakesALogger {

  static Logger call() {
    return LoggerFactory.getLogger(MakesALogger.class);
  }

  private MakesALogger() {}
}
