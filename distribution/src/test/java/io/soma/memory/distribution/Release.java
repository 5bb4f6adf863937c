package io.soma.memory.distribution;

import java.nio.file.Path;

/** The files that this build has made. */
final class Release {

  private Release() {}

  static String version() {
    return System.getProperty("soma.release.version");
  }

  static Path directory() {
    return Path.of(System.getProperty("soma.release.directory"));
  }

  static Path archive() {
    return directory().resolve("soma-memory-" + version() + ".tar.gz");
  }
}
