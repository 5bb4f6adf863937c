package io.soma.memory.app.usecase.planted;

final class KeepsAStatic {

  static int last;

  private KeepsAStatic() {}
}
