package io.soma.memory.app.usecase.admin;

import io.soma.memory.domain.outbox.EventId;
import io.soma.memory.domain.outbox.TenantBacklog;
import io.soma.memory.ports.driven.Outbox;
import io.soma.memory.ports.driving.OutboxAdministration;
import jakarta.inject.Inject;
import java.util.List;

/** Looks into the outbox, and revives what failed. */
public final class StoredOutboxAdministration implements OutboxAdministration {

  private final Outbox outbox;

  @Inject
  public StoredOutboxAdministration(Outbox outbox) {
    this.outbox = outbox;
  }

  @Override
  public List<TenantBacklog> summary() {
    return outbox.backlog();
  }

  @Override
  public int replay(List<EventId> ids) {
    return outbox.revive(ids);
  }
}
