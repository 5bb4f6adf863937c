package io.soma.memory.gateway.cli;

/** Keeps the libraries' log out of what a command prints. */
final class Quiet {

  private Quiet() {}

  /** To be called before the first logger is made; what is set already stays. */
  static void libraries() {
    set("logback.configurationFile", "soma-serve-logback.xml");
    set("soma.log.libraries", "OFF");
  }

  private static void set(String property, String value) {
    if (System.getProperty(property) == null) {
      System.setProperty(property, value);
    }
  }
}
