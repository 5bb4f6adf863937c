package io.soma.memory.testkit.server.postgres;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The command prefix for PostgreSQL's programs, which gives them a session of their own and no
 * superuser's rights.
 *
 * @param prefix a command that replaces itself by the one after it, keeping its pid
 * @param asNobody whether programs run as the user nobody, which must own the files that they write
 */
record Isolation(List<String> prefix, boolean asNobody) {

  private static final int ROOT = 0;
  private static final int NOBODY = 65_534;
  private static final Duration PROBE_LIMIT = Duration.ofSeconds(5);
  private static final List<String> OWN_USER_NAMESPACE = List.of("unshare", "-U");
  private static final List<String> AS_NOBODY =
      List.of("setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups");

  /**
   * The isolation that this user needs on this machine.
   *
   * @param ours a file or directory that this process has just made
   */
  static Isolation detect(Path ours) throws IOException {
    if (!isRoot(ours)) {
      return new Isolation(ownSession(), false);
    }
    // PostgreSQL refuses root. In a user namespace of its own it has no user and the files stay
    // ours; many containers forbid that, but let root become nobody.
    boolean asNobody = !works(OWN_USER_NAMESPACE) && works(AS_NOBODY);
    List<String> demotion = asNobody ? AS_NOBODY : OWN_USER_NAMESPACE;
    return new Isolation(
        Stream.concat(ownSession().stream(), demotion.stream()).toList(), asNobody);
  }

  /** Lets the programs write to a directory of ours; the ones above its parent must be open. */
  void give(Path directory) throws IOException {
    if (!asNobody) {
      return;
    }
    own(directory);
    Set<PosixFilePermission> open = Files.getPosixFilePermissions(directory.getParent());
    open.add(PosixFilePermission.OTHERS_EXECUTE);
    Files.setPosixFilePermissions(directory.getParent(), open);
  }

  /** Makes a file or directory the programs' own. */
  void own(Path file) throws IOException {
    if (asNobody) {
      Files.setAttribute(file, "unix:uid", NOBODY);
    }
  }

  // A terminal sends Ctrl-C to the whole foreground group, and PostgreSQL takes that for a fast
  // shutdown, while the application would still drain into it.
  private static List<String> ownSession() {
    if (isOnPath("setsid")) {
      return List.of("setsid");
    }
    if (isOnPath("perl")) {
      return List.of("perl", "-e", "use POSIX; POSIX::setsid(); exec @ARGV or die $!");
    }
    return List.of();
  }

  private static boolean isRoot(Path ours) throws IOException {
    return Files.getFileStore(ours).supportsFileAttributeView("unix")
        && Files.getAttribute(ours, "unix:uid").equals(ROOT);
  }

  private static boolean isOnPath(String program) {
    String path = System.getenv("PATH");
    return path != null
        && Stream.of(path.split(File.pathSeparator))
            .anyMatch(directory -> Files.isExecutable(Path.of(directory, program)));
  }

  private static boolean works(List<String> prefix) {
    try {
      Process probe =
          new ProcessBuilder(Stream.concat(prefix.stream(), Stream.of("true")).toList())
              .redirectErrorStream(true)
              .redirectOutput(Redirect.DISCARD)
              .start();
      return Polling.until(PROBE_LIMIT, () -> !probe.isAlive()) && probe.exitValue() == 0;
    } catch (IOException e) {
      return false;
    }
  }
}
