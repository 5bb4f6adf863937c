package io.soma.memory.testkit.server.postgres;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * The one thing that a killed PostgreSQL leaves outside its directory: a System V segment of 56
 * bytes, which the next start of the same data directory takes over.
 */
final class SharedMemory {

  private static final Duration LIMIT = Duration.ofSeconds(5);
  private static final int KEY_AND_ID_LINE = 6;

  private SharedMemory() {}

  /** Removes the segment that a dead server's pid file names, where {@code ipcrm} is installed. */
  static void removeLeftBy(Path postmasterPid) {
    try {
      if (!Files.exists(postmasterPid)) {
        return;
      }
      List<String> lines = Files.readAllLines(postmasterPid);
      if (lines.size() <= KEY_AND_ID_LINE) {
        return;
      }
      String[] keyAndId = lines.get(KEY_AND_ID_LINE).strip().split(" +");
      remove(keyAndId[keyAndId.length - 1]);
    } catch (IOException e) {
      // No ipcrm here: the segment stays until the machine restarts.
    }
  }

  private static void remove(String id) throws IOException {
    Process ipcrm =
        new ProcessBuilder("ipcrm", "-m", id)
            .redirectErrorStream(true)
            .redirectOutput(Redirect.DISCARD)
            .start();
    Polling.until(LIMIT, () -> !ipcrm.isAlive());
  }
}
