package io.soma.memory.http;

import io.soma.memory.domain.read.ReadContext;
import io.soma.memory.domain.read.StatusPage;
import io.soma.memory.domain.tenant.Namespace;
import io.soma.memory.domain.write.Delivery;
import io.soma.memory.domain.write.RequestId;
import io.soma.memory.domain.write.TraceParent;
import okhttp3.Headers;
import org.jspecify.annotations.Nullable;

/**
 * Headers that name the caller and the tenant of a call. The values are legal in a header by their
 * types.
 */
final class CallHeaders {

  /** For a call without a tenant, which carries no token. */
  static final Headers ANONYMOUS = plain().build();

  private final Headers common;

  CallHeaders(String token) {
    this.common = plain().add("Authorization", "Bearer " + token).build();
  }

  Headers of(Delivery delivery) {
    return of(delivery.namespace(), delivery.requestId(), delivery.traceParent())
        .add("X-Idempotency-Key", delivery.idempotencyKey().toString())
        .build();
  }

  Headers of(ReadContext context) {
    return of(context.namespace(), context.requestId(), context.traceParent()).build();
  }

  /** Of a page of the service about itself; only one of them wants the token. */
  Headers of(StatusPage.Kind kind) {
    return kind == StatusPage.Kind.HEALTH ? common : ANONYMOUS;
  }

  private Headers.Builder of(
      Namespace namespace, RequestId requestId, @Nullable TraceParent traceParent) {
    Headers.Builder headers =
        common
            .newBuilder()
            .add("X-Soma-Tenant", namespace.tenant().value())
            .add("X-Soma-Namespace", namespace.value())
            .add("X-Request-ID", requestId.value());
    return traceParent == null ? headers : headers.add("traceparent", traceParent.value());
  }

  private static Headers.Builder plain() {
    // Left to itself OkHttp asks for gzip, and unpacks a small answer to one that fills the memory.
    return new Headers.Builder()
        .add("Accept", "application/json")
        .add("Accept-Encoding", "identity");
  }
}
