package io.soma.memory.gateway.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.soma.memory.domain.outbox.EventId;
import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.gateway.AdminRig;
import io.soma.memory.gateway.GatewayRig;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The audit has each change with its tenant, and nothing that changed nothing. */
class AuditLogTest {

  private static final TenantId OTHER = new TenantId("beta");

  private final AdminRig rig = new AdminRig();

  @AfterEach
  void close() {
    rig.close();
  }

  @Test
  void anOrderByIdIsNotedForEachTenant() {
    long alpha = rig.fail("one");
    long beta = failOfOther();

    rig.post("/admin/outbox/replay", "{\"event_ids\":[%d,%d,4711]}", alpha, beta);

    assertThat(entries("replay"))
        .containsExactlyInAnyOrder("alpha [" + alpha + "]", "beta [" + beta + "]");
    rig.post("/admin/outbox/discard", "{\"event_ids\":[%d],\"force\":true}", beta);
    assertThat(entries("discard")).containsExactly("beta [" + beta + "]");
  }

  @Test
  void anOrderThatFailsIsNotedAsOne() {
    long id = rig.fail("one");
    rig.outboxAvailable(false);
    String ids = "{\"event_ids\":[" + id + "]";

    assertThat(rig.rawPost("/admin/outbox/replay", ids + "}").statusCode()).isEqualTo(503);
    assertThat(rig.rawPost("/admin/outbox/discard", ids + ",\"dry_run\":true}").statusCode())
        .isEqualTo(503);
    assertThat(
            rig.rawPost("/admin/outbox/discard/tenant", "{\"tenant_id\":\"alpha\"}").statusCode())
        .isEqualTo(503);
    rig.gateway().fakes().circuitOrders().available(false);
    assertThat(rig.rawPost("/admin/tenants/alpha", "{\"circuit\":\"release\"}").statusCode())
        .isEqualTo(503);

    assertThat(entries("replay (failed)")).containsExactly("null [" + id + "]");
    assertThat(entries("discard (failed)")).containsExactly("alpha []");
    assertThat(entries("circuit release (failed)")).containsExactly("alpha []");
    assertThat(entries("circuit release")).isEmpty();
  }

  @Test
  void aRetryThatChangedNothingIsNotNoted() {
    long failed = rig.fail("one");
    long waiting = rig.queue("two");
    long delivered = rig.queue("three");
    rig.confirm(delivered);

    assertThat(retry(waiting)).startsWith("nothing: ");
    assertThat(retry(delivered)).startsWith("nothing: ");
    assertThat(entries("retry")).isEmpty();

    assertThat(retry(failed)).startsWith("it waits in its old place again");
    assertThat(entries("retry")).containsExactly("alpha [" + failed + "]");
  }

  private String retry(long id) {
    return rig.post("/admin/outbox/events/" + id, "").path("done").asText();
  }

  private long failOfOther() {
    rig.post("/admin/tenants/beta", "{\"circuit\":\"open\"}");
    GatewayRig gateway = rig.gateway();
    String id =
        gateway
            .send(
                gateway
                    .anonymous("/memories")
                    .header("Authorization", "Bearer " + GatewayRig.TOKEN)
                    .header("X-Soma-Tenant", OTHER.value())
                    .POST(BodyPublishers.ofString("{\"key\":\"one\",\"payload\":{}}")))
            .headers()
            .firstValue("X-Soma-Event-Id")
            .orElseThrow();
    gateway.fakes().outbox().fail(OTHER, new EventId(Long.parseLong(id)), "422 it is wrong");
    return Long.parseLong(id);
  }

  private List<String> entries(String action) {
    List<String> entries = new ArrayList<>();
    for (JsonNode entry : rig.get("/admin/audit").path("entries")) {
      if (entry.path("action").asText().equals(action)) {
        entries.add(entry.path("tenant_id").asText() + " " + entry.path("event_ids"));
      }
    }
    return entries;
  }
}
