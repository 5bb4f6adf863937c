package io.soma.memory.gateway.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.soma.memory.gateway.AdminRig;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A list of large events ends at 16 MiB, and says where it goes on. */
class EventPagesTest {

  private final AdminRig rig = new AdminRig();

  @AfterEach
  void close() {
    rig.close();
  }

  @Test
  void endsAtItsLimitAndGoesOnFromThere() {
    for (int i = 0; i < 30; i++) {
      String body = "{\"key\":\"%d\",\"payload\":{\"text\":\"%s\"}}";
      rig.gateway().post("/memories", body.formatted(i, "x".repeat(400_000)));
    }

    JsonNode first = rig.get("/admin/outbox?limit=500");
    assertThat(first.toString().length()).isLessThanOrEqualTo(EventPages.maxBytes() + 1000);
    assertThat(first.path("truncated").asBoolean()).isTrue();
    assertThat(first.path("events"))
        .hasSize(first.path("count").asInt())
        .hasSizeGreaterThan(1)
        .hasSizeLessThan(30);

    int listed = first.path("count").asInt();
    JsonNode page = first;
    while (page.path("truncated").asBoolean()) {
      assertThat(page.path("next_offset").asInt()).isEqualTo(listed);
      page = rig.get("/admin/outbox?limit=500&offset=" + listed);
      listed += page.path("count").asInt();
    }
    assertThat(listed).isEqualTo(30);
  }

  @Test
  void listsManySmallEventsInTheirOrder() {
    for (int i = 0; i < 40; i++) {
      rig.queue("event " + i);
    }

    JsonNode events = rig.get("/admin/outbox?limit=33").path("events");
    assertThat(events).hasSize(33);
    for (int i = 1; i < 33; i++) {
      assertThat(events.path(i).path("id").asLong())
          .isLessThan(events.path(i - 1).path("id").asLong());
    }
  }
}
