package io.soma.memory.app.usecase.planted;

final class Sleeps {

  static void call(long millis) throws InterruptedException {
    Thread.sleep(millis);
  }

  private Sleeps() {}
}
