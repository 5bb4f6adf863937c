package io.soma.memory.testkit.server.kafka;

/**
 * Keeps Log4j's API quiet. The broker logs through SLF4J but loads that API too, which prints an
 * error when it finds no logging system of its own on the class path.
 */
final class BrokerLogging {
  private static final String CHOICE = "log4j.provider";
  private static final String PROVIDERS = "META-INF/services/org.apache.logging.log4j.spi.Provider";

  private BrokerLogging() {}

  static void settle() {
    boolean chosen = System.getProperty(CHOICE) != null;
    if (!chosen && BrokerLogging.class.getClassLoader().getResource(PROVIDERS) == null) {
      System.setProperty(CHOICE, "org.apache.logging.log4j.simple.internal.SimpleProvider");
    }
  }
}
