package io.soma.memory.distribution;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/** Writes {@code SHA256SUMS} beside the files of a release, as {@code sha256sum -c} reads it. */
public final class Checksums {

  private static final String FILE = "SHA256SUMS";

  private Checksums() {}

  /** Argument: the directory. */
  public static void main(String[] arguments) throws IOException, GeneralSecurityException {
    Path directory = Path.of(arguments[0]);
    StringBuilder sums = new StringBuilder();
    for (Path file : files(directory)) {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
      sums.append(HexFormat.of().formatHex(digest)).append("  ").append(file.getFileName());
      sums.append('\n');
    }
    Files.writeString(directory.resolve(FILE), sums);
  }

  private static List<Path> files(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> !file.endsWith(FILE))
          .sorted()
          .toList();
    }
  }
}
