package io.soma.memory.distribution;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The Debian packages of the image, fetched with this machine's own package lists. Neither root nor
 * a change of this machine is needed: apt keeps its state below a directory of ours.
 */
final class DebianPackages {

  private static final List<String> WANTED =
      List.of("openjdk-17-jre-headless", "ca-certificates", "tzdata", "dash", "coreutils", "sed");

  /** What installs packages: the image installs none. */
  private static final Set<String> NOT_IN_THE_IMAGE =
      Set.of("dpkg", "tar", "debconf", "perl-base", "util-linux", "util-linux-extra", "openssl");

  private final Path directory;

  DebianPackages(Path directory) {
    this.directory = directory;
  }

  /**
   * Fetches them and those that they depend on.
   *
   * @return the package files, by name
   * @throws MissingToolException if apt is missing, or does not reach its packages
   */
  List<Path> fetch() throws IOException, InterruptedException {
    Path archives = Files.createDirectories(directory.resolve("cache/archives/partial"));
    Path nothingInstalled = directory.resolve("status");
    Files.writeString(nothingInstalled, "");
    ProgramRun.output(
        Stream.concat(
                Stream.of(
                    "apt-get",
                    "-o",
                    "Dir::State::status=" + nothingInstalled,
                    "-o",
                    "Dir::Cache=" + directory.resolve("cache"),
                    "-o",
                    "Dir::Log=" + directory,
                    "-o",
                    "Debug::NoLocking=1",
                    "-o",
                    "APT::Sandbox::User=",
                    "-o",
                    "APT::Install-Recommends=false",
                    "--yes",
                    "--download-only",
                    "install"),
                WANTED.stream())
            .toList());
    try (Stream<Path> files = Files.list(archives.resolveSibling("."))) {
      return files
          .filter(file -> file.toString().endsWith(".deb"))
          .filter(file -> !NOT_IN_THE_IMAGE.contains(name(file)))
          .sorted()
          .toList();
    }
  }

  /** The name of the package in a file {@code name_version_architecture.deb}. */
  static String name(Path file) {
    String name = file.getFileName().toString();
    return name.substring(0, name.indexOf('_'));
  }
}
