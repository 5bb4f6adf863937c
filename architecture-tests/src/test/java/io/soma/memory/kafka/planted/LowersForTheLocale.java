package io.soma.memory.kafka.planted;

final class LowersForTheLocale {

  @SuppressWarnings("StringCaseLocaleUsage")
  static String call(String text) {
    return text.toLowerCase();
  }

  private LowersForTheLocale() {}
}
