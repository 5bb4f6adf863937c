package com.example.files;

import io.soma.memory.domain.outbox.OutboxEvent;
import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.ports.driven.EventCodec;
import io.soma.memory.ports.driven.EventPublisher;
import io.soma.memory.ports.driven.Published;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** The sending half: an event is acknowledged when its file is on the disk. */
public final class FilesPublisher implements EventPublisher {

  private final TenantDirectories directories;

  @Inject
  FilesPublisher(TenantDirectories directories) {
    this.directories = directories;
  }

  @Override
  public Published publish(TenantId tenant, List<OutboxEvent> events) {
    int written = 0;
    for (OutboxEvent event : events) {
      try {
        directories.add(tenant, EventCodec.encode(event));
      } catch (IOException e) {
        // Nothing is lost: what is not acknowledged is offered again.
        return new Published.Interrupted(written, String.valueOf(e), Duration.ofSeconds(1));
      }
      written++;
    }
    return new Published.All(written);
  }
}
