package io.soma.memory.gateway.planted;

final class MakesAThread {

  static Thread call(Runnable task) {
    return new Thread(task);
  }

  private MakesAThread() {}
}
