package io.soma.memory.app.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.soma.memory.domain.outbox.OutboxEvent;
import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.domain.write.TraceParent;
import io.soma.memory.domain.write.WriteOperation;
import io.soma.memory.ports.driven.EventCodec;
import io.soma.memory.testkit.contract.SampleEvents;
import org.junit.jupiter.api.Test;

class EventCodecTest {

  private static final TenantId ACME = new TenantId("acme");
  private static final TraceParent TRACE =
      new TraceParent("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");

  private final OutboxEvent event =
      SampleEvents.event(ACME, 3, WriteOperation.LINK, "{\"a\":\"\\n\",\n\n\"b\":\"é\"}", TRACE);
  private final String text = EventCodec.encode(event);

  @Test
  void everyFieldComesBack() {
    OutboxEvent plain = SampleEvents.event(ACME, Long.MAX_VALUE - 1);

    assertThat(EventCodec.decode(text)).isEqualTo(event);
    assertThat(EventCodec.decode(EventCodec.encode(plain))).isEqualTo(plain);
  }

  @Test
  void theFormIsThatOfItsVersion() {
    // A change of this line needs a new version, which older readers refuse.
    assertThat(text.replaceAll(": .*", ":").lines().limit(14))
        .containsExactly(
            "soma-event:",
            "outbox:",
            "event:",
            "created-at:",
            "retries:",
            "operation:",
            "tenant:",
            "namespace:",
            "coordinate:",
            "request-id:",
            "idempotency-key:",
            "dedupe-key:",
            "traceparent:",
            "");
    assertThat(text).startsWith("soma-event: 1\n");
  }

  @Test
  void whatIsNoEventIsRefusedInWords() {
    assertThatThrownBy(() -> EventCodec.decode(text.replace("soma-event: 1", "soma-event: 2")))
        .hasMessage("the form has version 2, and 1 is known here");
    assertThatThrownBy(() -> EventCodec.decode(text.substring(0, 60)))
        .hasMessage("no empty line ends the fields: the text was cut");
    assertThatThrownBy(() -> EventCodec.decode(text.replaceFirst("retries: \\d+\n", "")))
        .hasMessage("the field retries is missing");
    assertThatThrownBy(() -> EventCodec.decode("anything\n\nat all"))
        .hasMessage("a line of the fields has no colon");
  }
}
