package io.soma.memory.http.planted;

import java.util.function.Consumer;

final class PrintsAStackTrace {

  static Consumer<Throwable> call() {
    return Throwable::printStackTrace;
  }

  private PrintsAStackTrace() {}
}
