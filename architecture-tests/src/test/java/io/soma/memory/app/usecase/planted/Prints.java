package io.soma.memory.app.usecase.planted;

final class Prints {

  static void call(String text) {
    System.out.println(text);
  }

  private Prints() {}
}
