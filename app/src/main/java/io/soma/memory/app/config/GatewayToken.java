package io.soma.memory.app.config;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** A bearer token of the gateway. */
public final class GatewayToken {

  /** A shorter one could be guessed. */
  static final int MIN_LENGTH = 16;

  /** The problem of a well-known token. */
  static final String WELL_KNOWN = "is one that anybody would try: make a random one";

  private static final int MAX_LENGTH = 1024;

  private GatewayToken() {}

  /** The hash under which a token is known, in lower-case hex. */
  public static String sha256(String token) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(token.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /** The problem of a token, without showing the token; null if there is none. */
  static @Nullable String problem(String token) {
    if (token.length() < MIN_LENGTH || token.length() > MAX_LENGTH) {
      return "must have " + MIN_LENGTH + " to " + MAX_LENGTH + " characters";
    }
    if (!token.chars().allMatch(c -> c > 0x20 && c < 0x7f)) {
      return "must be visible ASCII characters";
    }
    return WellKnownTokens.contain(sha256(token)) ? WELL_KNOWN : null;
  }
}
