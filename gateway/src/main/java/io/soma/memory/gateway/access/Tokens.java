package io.soma.memory.gateway.access;

import io.soma.memory.app.config.GatewayToken;
import io.soma.memory.app.config.TokenGrant;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The tokens that are known; safe for many threads. */
public final class Tokens {

  private static final String SCHEME = "Bearer ";
  private static final Optional<TokenGrant> ANYBODY =
      Optional.of(new TokenGrant("anybody", "", Set.of()));

  private final boolean open;
  private volatile List<TokenGrant> grants;

  /** Without tokens, every caller may act for every tenant. */
  public Tokens(List<TokenGrant> grants) {
    this.grants = List.copyOf(grants);
    this.open = grants.isEmpty();
  }

  /**
   * Knows these from now on, and no others; with none, every token is unknown.
   *
   * @return whether that changes anything
   */
  boolean replace(List<TokenGrant> newGrants) {
    boolean changes = !grants.equals(newGrants);
    grants = List.copyOf(newGrants);
    return changes;
  }

  /** The permissions of an Authorization header; empty if its token is unknown. */
  public Optional<TokenGrant> grantOf(@Nullable String authorization) {
    if (open) {
      return ANYBODY;
    }
    if (authorization == null
        || !authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      return Optional.empty();
    }
    byte[] hash = bytes(GatewayToken.sha256(authorization.substring(SCHEME.length())));
    TokenGrant found = null;
    // All tokens are compared, in a time that does not depend on which one matches.
    for (TokenGrant grant : grants) {
      if (MessageDigest.isEqual(bytes(grant.sha256()), hash)) {
        found = grant;
      }
    }
    return Optional.ofNullable(found);
  }

  private static byte[] bytes(String hex) {
    return hex.getBytes(StandardCharsets.US_ASCII);
  }
}
