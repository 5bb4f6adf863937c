package io.soma.memory.gateway.planted;

final class FormatsForTheLocale {

  static String call(int number) {
    return String.format("%d", number);
  }

  private FormatsForTheLocale() {}
}
