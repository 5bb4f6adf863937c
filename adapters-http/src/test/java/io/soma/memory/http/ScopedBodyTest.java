package io.soma.memory.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.soma.memory.domain.tenancy.Tenancy;
import io.soma.memory.domain.tenant.Namespace;
import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.domain.write.Coordinate;
import io.soma.memory.domain.write.DedupeKey;
import io.soma.memory.domain.write.Delivery;
import io.soma.memory.domain.write.IdempotencyKey;
import io.soma.memory.domain.write.RequestId;
import io.soma.memory.domain.write.WriteIdentity;
import io.soma.memory.domain.write.WriteOperation;
import io.soma.memory.http.coordinate.CoordinateScoping;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScopedBodyTest {

  private static final TenantId ALICE = new TenantId("alice");
  private static final Coordinate HERE = new Coordinate("1.0,2.0");
  private static final Coordinate THERE = new Coordinate("3.0");
  private static final CoordinateScoping SHARED = new CoordinateScoping(new Tenancy.Shared(null));
  private static final CoordinateScoping OWNED = new CoordinateScoping(new Tenancy.Shared(ALICE));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{} | {\"soma_owner\":\"alice\"}",
        "{\"a\":1} | {\"soma_owner\":\"alice\",\"a\":1}",
        "{\"soma_owner\":\"bob\"} | {\"soma_owner\":\"alice\",\"soma_owner.\":\"bob\"}",
        "{\"soma_owner.\":[{}]} | {\"soma_owner\":\"alice\",\"soma_owner..\":[{}]}",
        "{\"a\":{\"soma_owner\":[1,{}]}} |"
            + " {\"soma_owner\":\"alice\",\"a\":{\"soma_owner\":[1,{}]}}",
        "{\"a\":\"\\\"soma_owner\\\"\"} | {\"soma_owner\":\"alice\",\"a\":\"\\\"soma_owner\\\"\"}",
        "{\"soma_owner\":[-0.0,1e0,1E400,1.00,12345678901234567890,null,true,\"é\\n\"]}"
            + " | {\"soma_owner\":\"alice\",\"soma_owner.\":"
            + "[-0.0,1e0,1E400,1.00,12345678901234567890,null,true,\"é\\n\"]}",
      })
  void marksAPayloadAndKeepsAllElse(String payload, String marked) {
    assertThat(scoped(SHARED, WriteOperation.STORE, storeBody(HERE.text(), payload)))
        .isEqualTo(storeBody(SHARED.toService(ALICE, HERE).text(), marked));
  }

  @Test
  void marksABodyWhoseFieldsCameInAnotherOrder() {
    String body = "{\"memory_type\":\"semantic\",\"payload\":{\"a\":1},\"coord\":\"1.0,2.0\"}";

    assertThat(scoped(SHARED, WriteOperation.STORE, body))
        .isEqualTo(
            "{\"memory_type\":\"semantic\",\"payload\":{\"soma_owner\":\"alice\",\"a\":1},"
                + "\"coord\":\""
                + SHARED.toService(ALICE, HERE)
                + "\"}");
  }

  @Test
  void leavesTheOwnersBodiesAlone() {
    String body = storeBody(HERE.text(), "{\"soma_owner\":\"bob\"}");

    assertThat(scoped(OWNED, WriteOperation.STORE, body)).isEqualTo(body);
  }

  @Test
  void scopesBothEndsOfALink() {
    assertThat(scoped(SHARED, WriteOperation.LINK, linkBody(HERE, THERE, "{\"a\":-0.0}")))
        .isEqualTo(
            linkBody(
                SHARED.toService(ALICE, HERE), SHARED.toService(ALICE, THERE), "{\"a\":-0.0}"));
  }

  @Test
  void scopesTheOneEndOfAnOwnersLinkThatIsOthers() {
    Coordinate bobs = OWNED.toService(new TenantId("bob"), THERE);

    assertThat(scoped(OWNED, WriteOperation.LINK, linkBody(HERE, bobs, "{}")))
        .isEqualTo(linkBody(HERE, OWNED.toService(ALICE, bobs), "{}"));
  }

  @Test
  void takesWhatWouldOverrideALinkOutOfItsMetadata() {
    String metadata = "{\"_tenant\":\"bob\",\"link_type\":{\"a\":[1]},\"strength\":2,\"b\":1}";

    assertThat(scoped(SHARED, WriteOperation.LINK, linkBody(HERE, THERE, metadata)))
        .endsWith("\"metadata\":{\"b\":1}}");
  }

  private static String scoped(CoordinateScoping scoping, WriteOperation operation, String body) {
    UUID key = new UUID(0, 1);
    WriteIdentity identity =
        new WriteIdentity(new RequestId("r"), new IdempotencyKey(key), DedupeKey.of(ALICE, key));
    Delivery delivery =
        new Delivery(Namespace.of("memory:alice"), operation, HERE, identity, body, null);
    return ScopedBody.of(scoping, delivery, scoping.toService(ALICE, HERE));
  }

  private static String storeBody(String coordinate, String payload) {
    return "{\"coord\":\""
        + coordinate
        + "\",\"payload\":"
        + payload
        + ",\"memory_type\":\"episodic\"}";
  }

  private static String linkBody(Coordinate from, Coordinate to, String metadata) {
    return "{\"from_coord\":\""
        + from
        + "\",\"to_coord\":\""
        + to
        + "\",\"link_type\":\"r\",\"strength\":1.0,\"metadata\":"
        + metadata
        + "}";
  }
}
