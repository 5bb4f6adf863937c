package io.soma.memory.testkit.server.memory;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The service's own embedder, which makes a vector of hashes of a text. */
final class HashEmbedder {
  private static final int DIMENSIONS = 768;

  private HashEmbedder() {}

  /** A vector of length 1. */
  static double[] embed(String text) {
    MessageDigest hashOfText = sha256();
    hashOfText.update(text.getBytes(StandardCharsets.UTF_8));
    double[] vector = new double[DIMENSIONS];
    double squares = 0;
    for (int i = 0; i < DIMENSIONS; i++) {
      byte[] digest = copy(hashOfText).digest(("|" + i).getBytes(StandardCharsets.UTF_8));
      long head = Integer.toUnsignedLong(ByteBuffer.wrap(digest).getInt());
      vector[i] = (head % 2_000_000) / 1_000_000.0 - 1.0;
      squares += vector[i] * vector[i];
    }
    double norm = squares == 0 ? 1 : Math.sqrt(squares);
    for (int i = 0; i < DIMENSIONS; i++) {
      vector[i] /= norm;
    }
    return vector;
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  private static MessageDigest copy(MessageDigest digest) {
    try {
      return (MessageDigest) digest.clone();
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException("the JDK's SHA-256 can be copied", e);
    }
  }
}
