package io.soma.memory.app.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;

/** A file that holds one secret and nothing else, as container platforms mount them. */
final class SecretFile {

  /**
   * The suffix of the variable that names the file; before it stands the name of the replaced
   * variable.
   */
  static final String SUFFIX = "_FILE";

  private static final int MAX_BYTES = 64 << 10;

  private SecretFile() {}

  /**
   * The secret, without the line end that an editor or {@code echo} puts behind it. No message
   * shows any of it.
   *
   * @throws IllegalArgumentException if the file cannot be read, is empty or is too large
   */
  static String read(String name) {
    Path file = path(name);
    String text;
    try {
      text = text(file);
    } catch (IOException e) {
      throw new IllegalArgumentException(Unreadable.inWords(file, e), e);
    }
    String secret = withoutLineEnd(text);
    if (secret.isBlank()) {
      throw new IllegalArgumentException("the file " + file + " is empty");
    }
    return secret;
  }

  /** Whether every user of the machine may read a file; false where that cannot be told. */
  static boolean isReadableByAll(String name) {
    try {
      return Files.getPosixFilePermissions(path(name)).contains(PosixFilePermission.OTHERS_READ);
    } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
      return false;
    }
  }

  private static Path path(String name) {
    try {
      return Path.of(name);
    } catch (InvalidPathException e) {
      throw new IllegalArgumentException("is not the name of a file", e);
    }
  }

  private static String text(Path file) throws IOException {
    byte[] bytes;
    try (InputStream in = Files.newInputStream(file)) {
      bytes = in.readNBytes(MAX_BYTES + 1);
    }
    if (bytes.length > MAX_BYTES) {
      throw new IllegalArgumentException("the file " + file + " is too large to be one secret");
    }
    return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
  }

  private static String withoutLineEnd(String text) {
    if (text.endsWith("\r\n")) {
      return text.substring(0, text.length() - 2);
    }
    return text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
  }
}
