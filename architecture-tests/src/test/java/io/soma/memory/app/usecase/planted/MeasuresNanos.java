package io.soma.memory.app.usecase.planted;

import java.util.function.LongSupplier;

final class MeasuresNanos {

  static final LongSupplier NANOS = System::nanoTime;

  private MeasuresNanos() {}
}
