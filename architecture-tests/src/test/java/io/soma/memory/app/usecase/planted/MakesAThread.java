package io.soma.memory.app.usecase.planted;

final class MakesAThread {

  static Thread call(Runnable task) {
    return new Thread(task);
  }

  private MakesAThread() {}
}
