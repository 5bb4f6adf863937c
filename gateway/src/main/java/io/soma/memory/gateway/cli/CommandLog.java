package io.soma.memory.gateway.cli;

/**
 * How the commands log. To be called before the first logger is made; what is set already stays.
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
