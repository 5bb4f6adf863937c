package io.soma.memory.http.planted;

final class FormatsItselfForTheLocale {

  static String call(int number) {
    return "%d".formatted(number);
  }

  private FormatsItselfForTheLocale() {}
}
