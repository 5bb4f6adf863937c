package io.soma.memory.app.config;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** The reason why a file that a variable names cannot be read, for the operator. */
final class Unreadable {

  private Unreadable() {}

  static String inWords(Path file, IOException cause) {
    return "cannot read the file " + file + ": " + reason(file, cause);
  }

  private static String reason(Path file, IOException cause) {
    if (cause instanceof NoSuchFileException) {
      return "there is none";
    }
    if (cause instanceof AccessDeniedException) {
      return "the user of this process may not";
    }
    if (Files.isDirectory(file)) {
      return "it is a directory";
    }
    // Its message says nothing of the text, which may hold secrets.
    return cause instanceof CharacterCodingException
        ? "it is not text in UTF-8"
        : cause.getClass().getSimpleName() + " " + cause.getMessage();
  }
}
