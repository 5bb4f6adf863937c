package io.soma.memory.gateway.memory;

import io.soma.memory.app.config.TokenGrant;
import io.soma.memory.domain.tenant.Namespace;
import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.domain.write.InvalidWriteException;
import io.soma.memory.domain.write.NamedKey;
import io.soma.memory.domain.write.RequestId;
import io.soma.memory.domain.write.TraceParent;
import io.soma.memory.domain.write.WriteMode;
import io.soma.memory.gateway.access.Tokens;
import io.soma.memory.gateway.server.HttpCall;
import io.soma.memory.gateway.server.RefusedRequestException;
import io.soma.memory.gateway.server.Reply;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads the caller and its tenant from a request's head, and checks its permission. */
final class CallerReader {

  private static final int OK = 200;
  private static final int ACCEPTED = 202;
  private static final String DEFAULT = "default";

  private final Tokens tokens;
  private final NewTenants newTenants;

  CallerReader(Tokens tokens, NewTenants newTenants) {
    this.tokens = tokens;
    this.newTenants = newTenants;
  }

  /**
   * The caller of a request. The token is looked at first, as the memory service does.
   *
   * @throws RefusedRequestException with 401, 403, or 429 for one new tenant too many
   * @throws io.soma.memory.domain.InvalidInputException if a header is not right
   */
  Caller of(HttpCall call) {
    TokenGrant grant =
        tokens.grantOf(call.header("Authorization")).orElseThrow(CallerReader::unauthorized);
    Namespace namespace = namespace(call, grant);
    if (!grant.covers(namespace.tenant())) {
      throw new RefusedRequestException(
          403, "the token may not act for tenant " + namespace.tenant());
    }
    RequestId requestId = requestId(call.header("X-Request-ID"));
    String key = call.header("X-Idempotency-Key");
    Caller caller =
        new Caller(
            grant.name(),
            namespace,
            requestId,
            grant.takesQueuedAs200() ? OK : ACCEPTED,
            mode(call.header("X-Soma-Fast-Ack")),
            key == null ? null : namedKey(key),
            traceParent(call.header("traceparent")));
    // The last, so that a request that is wrong in itself makes no tenant known.
    newTenants.admit(grant, caller.tenant());
    return caller;
  }

  private static RefusedRequestException unauthorized() {
    return new RefusedRequestException(
        Reply.error(401, "Unauthorized").with("WWW-Authenticate", "Bearer"));
  }

  private static Namespace namespace(HttpCall call, TokenGrant grant) {
    String named = call.header("X-Soma-Namespace");
    TenantId tenant = tenant(call.header("X-Soma-Tenant"), named, grant);
    return named == null ? Namespace.of(tenant.value()) : new Namespace(named, tenant);
  }

  // A namespace need not end in the tenant beside it: the service's own client sends "public" with
  // "default", and "somabrain:acme:wm" with "acme".
  private static TenantId tenant(
      @Nullable String tenant, @Nullable String namespace, TokenGrant grant) {
    if (tenant != null) {
      TenantId named = new TenantId(tenant);
      // The real client's link calls always say this, for every tenant.
      return tenant.equals(DEFAULT) ? grant.onlyTenant().orElse(named) : named;
    }
    if (namespace != null) {
      return Namespace.of(namespace).tenant();
    }
    return grant
        .onlyTenant()
        .orElseThrow(
            () ->
                new InvalidWriteException(
                    "X-Soma-Tenant",
                    "is not set, and the token acts for more than one tenant, so that none is"
                        + " known"));
  }

  private static @Nullable WriteMode mode(@Nullable String fastAck) {
    if (fastAck == null) {
      return null;
    }
    return switch (fastAck.toLowerCase(Locale.ROOT)) {
      case "true", "1" -> WriteMode.FAST_ACK;
      case "false", "0" -> WriteMode.SYNC;
      default ->
          throw new InvalidWriteException("X-Soma-Fast-Ack", "is neither true nor false, 1 nor 0");
    };
  }

  // Made here where the caller has none, so that the answer can name it.
  private static RequestId requestId(@Nullable String given) {
    return given == null ? new RequestId(UUID.randomUUID().toString()) : new RequestId(given);
  }

  private static NamedKey namedKey(String key) {
    try {
      return new NamedKey(key);
    } catch (InvalidWriteException e) {
      throw new InvalidWriteException(
          "X-Idempotency-Key", "1 to " + NamedKey.MAX_LENGTH + " visible ASCII characters");
    }
  }

  // A trace may be lost; the write must not fail because of it.
  private static @Nullable TraceParent traceParent(@Nullable String given) {
    try {
      return given == null ? null : new TraceParent(given);
    } catch (InvalidWriteException e) {
      return null;
    }
  }
}
