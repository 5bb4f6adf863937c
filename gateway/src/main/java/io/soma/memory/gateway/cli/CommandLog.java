package io.soma.memory.gateway.cli;

/**
 * The logging of the commands. Call it before the first logger is made; settings that exist stay.
 */
final class CommandLog {

  private CommandLog() {}

  /** One line for each event that matters, to the standard error. */
  static void usual() {
    set("logback.configurationFile", "soma-serve-logback.xml");
  }

  /** The same without the libraries' log in between. */
  static void withoutLibraries() {
    usual();
    set("soma.log.libraries", "OFF");
    set("soma.log.clients", "OFF");
  }

  private static void set(String property, String value) {
    if (System.getProperty(property) == null) {
      System.setProperty(property, value);
    }
  }
}
