package io.soma.memory.gateway.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.soma.memory.domain.outbox.BrokerHealth;
import io.soma.memory.gateway.AdminRig;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The live feed over HTTP. */
@Timeout(120)
class LiveRouteTest {

  private final AdminRig rig = new AdminRig();

  @AfterEach
  void close() {
    rig.close();
  }

  @Test
  void streamsWhatTheRoutesAnswer() throws Exception {
    long failed = rig.fail("one");
    try (LiveRoute live = LiveRoute.open(rig, AdminRig.READ_TOKEN)) {
      assertThat(live.answer().statusCode()).isEqualTo(200);
      assertThat(live.answer().headers().firstValue("Content-Type"))
          .hasValue("text/event-stream; charset=utf-8");
      assertThat(live.answer().headers().firstValue("X-Accel-Buffering")).hasValue("no");

      assertThat(live.next("audit")).isEqualTo(rig.get("/admin/audit"));
      assertThat(live.next("tenants")).isEqualTo(rig.get("/admin/tenants"));
      assertThat(live.next("summary")).isEqualTo(rig.get("/admin/outbox/summary"));
      JsonNode event = live.next("failed").path("events").path(0);
      assertThat(event)
          .isEqualTo(
              LiveRoute.read(
                  "{\"id\":%d,\"tenant_id\":\"alpha\",\"last_error\":\"422 it is wrong\"}"
                      .formatted(failed)));
      assertThat(live.next("seen").path("problem").isNull()).isTrue();
    }
  }

  @Test
  void showsAnOrderAndItsEffect() throws Exception {
    long failed = rig.fail("one");
    try (LiveRoute live = LiveRoute.open(rig, AdminRig.ADMIN_TOKEN)) {
      assertThat(live.next("failed").path("events")).hasSize(1);
      rig.post("/admin/outbox/replay", "{\"event_ids\":[%d]}", failed);

      assertThat(live.next("audit").path("entries").path(0).path("action").asText())
          .isEqualTo("replay");
      assertThat(live.next("failed").path("events")).isEmpty();
    }
  }

  @Test
  void saysThatTheOutboxCannotBeRead() throws Exception {
    try (LiveRoute live = LiveRoute.open(rig, AdminRig.ADMIN_TOKEN)) {
      assertThat(live.next("seen").path("problem").isNull()).isTrue();
      rig.outboxAvailable(false);
      JsonNode seen = live.next("seen");
      while (seen.path("problem").isNull()) {
        seen = live.next("seen");
      }

      assertThat(seen.path("problem").asText()).isNotEmpty();
      rig.gateway().broker(new BrokerHealth(false, "away as well"));
      assertThat(live.next("health").path("broker").asText()).isEqualTo("down");
    }
  }

  @Test
  void showsHowMuchComesInAndGoesOut() throws Exception {
    try (LiveRoute live = LiveRoute.open(rig, AdminRig.READ_TOKEN)) {
      live.next("seen");
      rig.confirm(rig.queue("one"));
      rig.queue("two");
      rig.advanceSeconds(4);
      JsonNode alpha = live.next("rates").path("tenants").path(0);
      while (alpha.isMissingNode()) {
        alpha = live.next("rates").path("tenants").path(0);
      }

      assertThat(alpha)
          .isEqualTo(
              LiveRoute.read(
                  "{\"tenant_id\":\"alpha\",\"in_per_second\":0.5,\"out_per_second\":0.3}"));
    }
  }

  @Test
  void endsInOrderWithTheService() throws Exception {
    try (LiveRoute live = LiveRoute.open(rig, AdminRig.ADMIN_TOKEN)) {
      live.next("seen");
      rig.close();

      // A stream that is cut off throws.
      live.readToTheEnd();
    }
  }

  @Test
  void needsAToken() throws Exception {
    assertThat(rig.anonymous("/admin/live").statusCode()).isEqualTo(401);
    try (LiveRoute live = LiveRoute.open(rig, "token-for-everybody")) {
      assertThat(live.answer().statusCode()).isEqualTo(401);
    }
  }
}
