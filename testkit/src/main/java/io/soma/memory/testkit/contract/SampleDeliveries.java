package io.soma.memory.testkit.contract;

import io.soma.memory.domain.tenant.Namespace;
import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.domain.write.Coordinate;
import io.soma.memory.domain.write.Delivery;
import io.soma.memory.domain.write.Fingerprint;
import io.soma.memory.domain.write.KeySource;
import io.soma.memory.domain.write.RequestId;
import io.soma.memory.domain.write.TraceParent;
import io.soma.memory.domain.write.WriteIdentity;
import io.soma.memory.domain.write.WriteOperation;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Locale;

/** Writes for tests, each a function of a tenant and a number alone. */
public final class SampleDeliveries {

  private static final TraceParent TRACE =
      new TraceParent("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");

  private SampleDeliveries() {}

  /** Stores something small; equal arguments give equal writes with equal dedupe keys. */
  public static Delivery store(TenantId tenant, int number) {
    Coordinate coordinate = new Coordinate(number + ".0,0.5");
    String body =
        String.format(
            Locale.ROOT,
            "{\"coord\":\"%s\",\"payload\":{\"text\":\"note %d\"},\"memory_type\":\"episodic\"}",
            coordinate,
            number);
    return of(WriteOperation.STORE, tenant, number, body);
  }

  /** Like {@link #store(TenantId, int)}, with this body. */
  public static Delivery storeWithBody(TenantId tenant, int number, String body) {
    return of(WriteOperation.STORE, tenant, number, body);
  }

  /** A write of any operation, in a namespace of the tenant, within a trace. */
  public static Delivery of(WriteOperation operation, TenantId tenant, int number, String body) {
    RequestId requestId = new RequestId("request-" + number);
    return new Delivery(
        new Namespace("somabrain:acme:wm", tenant),
        operation,
        new Coordinate(number + ".0,0.5"),
        identity(tenant, requestId, body),
        body,
        TRACE);
  }

  /** The same as a store or a transport gives it back. */
  public static Delivery stored(Delivery delivery) {
    return delivery.withIdentity(delivery.identity().asStored());
  }

  /** The identity of a write with this body, under a request id alone. */
  public static WriteIdentity identity(TenantId tenant, RequestId requestId, String body) {
    return new KeySource(false, requestId.value(), null)
        .identity(tenant, requestId, fingerprint(body));
  }

  /** The identity of a write with this body and a key that its caller named. */
  public static WriteIdentity named(TenantId tenant, String key, String body) {
    return new KeySource(true, key, null)
        .identity(tenant, new RequestId("request-of-" + key), fingerprint(body));
  }

  private static Fingerprint fingerprint(String body) {
    try {
      return Fingerprint.ofBytes(
          MessageDigest.getInstance("SHA-256").digest(body.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
