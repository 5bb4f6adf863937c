package io.soma.memory.app.cli;

import io.soma.memory.app.telemetry.BuildInfo;
import picocli.CommandLine.IVersionProvider;

/** The output of {@code ./soma --version}: the version, and the Java that runs it. */
final class SomaVersion implements IVersionProvider {

  @Override
  public String[] getVersion() {
    return new String[] {
      "Soma Memory " + BuildInfo.version(), "Java " + Runtime.version() + " (" + vendor() + ")"
    };
  }

  private static String vendor() {
    return System.getProperty("java.vendor", "unknown vendor");
  }
}
