package com.example.files;

import io.soma.memory.domain.tenant.TenantId;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A directory for each tenant, in which files are named in the order in which they were added. */
final class TenantDirectories {

  private static final String SUFFIX = ".event";
  private static final Pattern CAPITAL = Pattern.compile("[A-Z]");
  private static final Pattern WRITTEN_CAPITAL = Pattern.compile("\\+([a-z])");

  private final Path root;
  private final Map<TenantId, Long> last = new ConcurrentHashMap<>();

  TenantDirectories(Path root) {
    this.root = root;
  }

  /** Adds a text behind those that are there; it is on the disk when this returns. */
  void add(TenantId tenant, String text) throws IOException {
    Path directory = Files.createDirectories(directory(tenant));
    Path draft = directory.resolve("draft");
    Files.writeString(draft, text);
    try (FileChannel file = FileChannel.open(draft, StandardOpenOption.WRITE)) {
      file.force(true);
    }
    Files.move(draft, directory.resolve(next(tenant)), StandardCopyOption.ATOMIC_MOVE);
    try (FileChannel names = FileChannel.open(directory)) {
      names.force(true);
    }
  }

  /** A tenant's files, the oldest first. */
  List<Path> files(TenantId tenant) throws IOException {
    Path directory = directory(tenant);
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(directory)) {
      return files.filter(file -> file.toString().endsWith(SUFFIX)).sorted().toList();
    }
  }

  /** Takes a file out of the order, and keeps it for a person. */
  void setAside(Path file) throws IOException {
    Files.move(file, file.resolveSibling(file.getFileName() + ".refused"));
  }

  /** The tenants that have ever had a file. */
  List<TenantId> tenants() throws IOException {
    if (!Files.isDirectory(root)) {
      return List.of();
    }
    try (Stream<Path> directories = Files.list(root)) {
      return directories.map(TenantDirectories::tenant).toList();
    }
  }

  /**
   * A tenant's directory. Capitals are written as {@code +a}, as some file systems take {@code Acme}
   * and {@code acme} for one name, and tenants have no plus sign.
   */
  Path directory(TenantId tenant) {
    return root.resolve(
        CAPITAL.matcher(tenant.value()).replaceAll(of -> "+" + of.group().toLowerCase(Locale.ROOT)));
  }

  private static TenantId tenant(Path directory) {
    return new TenantId(
        WRITTEN_CAPITAL
            .matcher(directory.getFileName().toString())
            .replaceAll(of -> of.group(1).toUpperCase(Locale.ROOT)));
  }

  // Behind what is there, and never a name that was there before: two receivers may be at the same
  // file, and the slower one must not remove a newer one of its name.
  private String next(TenantId tenant) throws IOException {
    List<Path> files = files(tenant);
    long highest = files.isEmpty() ? 0 : numberOf(files.get(files.size() - 1));
    long now = System.currentTimeMillis() * 1000;
    long number =
        last.merge(
            tenant, Math.max(now, highest + 1), (before, next) -> Math.max(before + 1, next));
    return String.format(Locale.ROOT, "%019d%s", number, SUFFIX);
  }

  private static long numberOf(Path file) {
    String name = file.getFileName().toString();
    return Long.parseLong(name.substring(0, name.length() - SUFFIX.length()));
  }
}
