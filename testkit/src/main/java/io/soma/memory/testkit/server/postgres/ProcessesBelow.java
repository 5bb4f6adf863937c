package io.soma.memory.testkit.server.postgres;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * The processes that run a program from below one directory. PostgreSQL's backends are sessions of
 * their own and lose their parent when the postmaster is killed, so that neither a process group
 * nor a parent leads to them; the program that they run does.
 */
final class ProcessesBelow {

  private static final Duration LIMIT = Duration.ofSeconds(10);

  private ProcessesBelow() {}

  /** The living processes; the path must have no symbolic links in it. */
  static List<ProcessHandle> find(Path directory) {
    return ProcessHandle.allProcesses().filter(process -> isBelow(process, directory)).toList();
  }

  /** Kills the root first, so that it starts no more, and then all others, and sees them gone. */
  static void kill(Process root, Path directory) {
    // A process of another user, such as nobody, may hide its program, but not its parent.
    List<ProcessHandle> all =
        Stream.concat(root.descendants(), find(directory).stream()).distinct().toList();
    root.destroyForcibly();
    all.forEach(ProcessHandle::destroyForcibly);
    boolean gone =
        Polling.until(
            LIMIT,
            () -> {
              List<ProcessHandle> left = find(directory);
              left.forEach(ProcessHandle::destroyForcibly);
              return left.isEmpty() && !root.isAlive();
            });
    if (!gone) {
      throw new IllegalStateException("processes below " + directory + " survived a kill");
    }
  }

  private static boolean isBelow(ProcessHandle process, Path directory) {
    return process.info().command().filter(name -> Path.of(name).startsWith(directory)).isPresent();
  }
}
