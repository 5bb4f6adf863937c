package io.soma.memory.distribution;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/**
 * A root file system of the files of Debian packages, as one tar. No script of a package runs, so
 * what those would write is written here: the accounts, the links to Java and the certificates.
 */
final class BaseLayer {

  /** Manuals, translations and fonts. Licences stay. */
  private static final Pattern NOT_NEEDED =
      Pattern.compile(
          "usr/share/(man|locale|info|lintian|fonts|bug|doc/(?!.*/copyright$)).*[^/]|"
              + "etc/(cron|init\\.d|pam\\.d|alternatives).*");

  /** In each a link to the directory of its name in /usr, as Debian has it. */
  private static final List<String> MERGED = List.of("bin", "sbin", "lib", "lib64", "lib32");

  private static final String CERTIFICATES = "usr/share/ca-certificates/";
  private static final String JAVA_HOME = "/usr/lib/jvm/java-17-openjdk";

  private final Set<String> written = new HashSet<>();
  private final Map<String, byte[]> certificates = new TreeMap<>();
  private final TarArchiveOutputStream tar;
  private final Instant time;

  private BaseLayer(TarArchiveOutputStream tar, Instant time) {
    this.tar = tar;
    this.time = time;
  }

  /**
   * Writes it.
   *
   * @param time of the files that no package has
   */
  static void write(List<Path> packages, Path file, Instant time)
      throws IOException, InterruptedException, GeneralSecurityException {
    try (TarArchiveOutputStream tar =
        new TarArchiveOutputStream(new BufferedOutputStream(Files.newOutputStream(file)))) {
      tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
      tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
      BaseLayer layer = new BaseLayer(tar, time);
      for (String merged : MERGED) {
        layer.directory("usr/" + merged + "/");
        layer.link(merged, "usr/" + merged);
      }
      for (String mounted : List.of("dev/", "proc/", "sys/")) {
        layer.directory(mounted);
      }
      for (Path each : packages.stream().sorted(Comparator.naturalOrder()).toList()) {
        layer.add(each);
      }
      layer.addWhatScriptsWouldWrite();
    }
  }

  private void add(Path deb) throws IOException, InterruptedException {
    // As images without a package database do, for scanners of known vulnerabilities.
    file(
        "var/lib/dpkg/status.d/" + DebianPackages.name(deb),
        ProgramRun.output(List.of("dpkg-deb", "--field", deb.toString()))
            .getBytes(StandardCharsets.UTF_8));
    Process process = ProgramRun.reading(List.of("dpkg-deb", "--fsys-tarfile", deb.toString()));
    try (TarArchiveInputStream files =
        new TarArchiveInputStream(new BufferedInputStream(process.getInputStream()))) {
      for (TarArchiveEntry entry = files.getNextEntry();
          entry != null;
          entry = files.getNextEntry()) {
        copy(entry, files);
      }
    }
    if (process.waitFor() != 0) {
      throw new IOException("dpkg-deb cannot read " + deb);
    }
  }

  private void copy(TarArchiveEntry entry, InputStream content) throws IOException {
    String name = placed(entry.getName());
    if (name.isEmpty() || NOT_NEEDED.matcher(name).matches() || !written.add(name)) {
      return;
    }
    entry.setName(name);
    if (entry.isLink()) {
      entry.setLinkName(placed(entry.getLinkName()));
    }
    byte[] bytes = entry.isFile() ? content.readAllBytes() : new byte[0];
    if (name.startsWith(CERTIFICATES) && name.endsWith(".crt")) {
      certificates.put(name, bytes);
    }
    put(entry, bytes);
  }

  // Packages may still name /lib, which is a link.
  private static String placed(String name) {
    String relative = name.startsWith("./") ? name.substring(2) : name;
    String first = relative.contains("/") ? relative.substring(0, relative.indexOf('/')) : "";
    return MERGED.contains(first) ? "usr/" + relative : relative;
  }

  private void addWhatScriptsWouldWrite() throws IOException, GeneralSecurityException {
    text("etc/passwd", Accounts.PASSWD);
    text("etc/group", Accounts.GROUP);
    text("etc/nsswitch.conf", "passwd: files\ngroup: files\nhosts: files dns\n");
    link("usr/bin/sh", "dash");
    link("usr/bin/java", JAVA_HOME + "/bin/java");
    link(JAVA_HOME.substring(1), "java-17-openjdk-" + debianArchitecture());
    link("usr/local/bin/soma", "/opt/soma-memory/bin/soma");
    ByteArrayOutputStream keyStore = new ByteArrayOutputStream();
    TrustedCertificates.write(certificates, keyStore);
    file("etc/ssl/certs/java/cacerts", keyStore.toByteArray());
    if (written.add("tmp/")) {
      TarArchiveEntry temporary = new TarArchiveEntry("tmp/");
      temporary.setMode(041777);
      temporary.setModTime(time.toEpochMilli());
      put(temporary, new byte[0]);
    }
  }

  private static String debianArchitecture() {
    return System.getProperty("os.arch").equals("aarch64") ? "arm64" : "amd64";
  }

  private void text(String name, String text) throws IOException {
    file(name, text.getBytes(StandardCharsets.UTF_8));
  }

  private void directory(String name) throws IOException {
    if (written.add(name)) {
      TarArchiveEntry entry = new TarArchiveEntry(name);
      entry.setModTime(time.toEpochMilli());
      put(entry, new byte[0]);
    }
  }

  private void file(String name, byte[] bytes) throws IOException {
    if (written.add(name)) {
      TarArchiveEntry entry = new TarArchiveEntry(name);
      entry.setModTime(time.toEpochMilli());
      put(entry, bytes);
    }
  }

  private void link(String name, String target) throws IOException {
    if (written.add(name)) {
      TarArchiveEntry entry = new TarArchiveEntry(name, TarConstants.LF_SYMLINK);
      entry.setLinkName(target);
      entry.setModTime(time.toEpochMilli());
      put(entry, new byte[0]);
    }
  }

  private void put(TarArchiveEntry entry, byte[] bytes) throws IOException {
    entry.setSize(bytes.length);
    tar.putArchiveEntry(entry);
    tar.write(bytes);
    tar.closeArchiveEntry();
  }
}
